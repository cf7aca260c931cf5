/**
 * What a storage node has to do with the capacity of whole tables: it reports what its partitions
 * consume and refuse, where adaptive capacity is at work (ATC '22, §4.1.2), and follows changes of
 * what was bought (§4).
 */

import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { contains, type KeyRange, pointAt, shareOf } from "../../../parts/key-range.ts";
import { capacityReport, onCapacitySet } from "../admission/adaptive-capacity.ts";
import { partsOf } from "../admission/allocation.ts";
import { takeRates } from "../admission/division.ts";
import type { CapacitySet, RatesChanged } from "../admission/messages.ts";
import type { Route } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import { hosts, type NodeEffects, type NodeState, routeOf } from "./node-state.ts";

/** Sets the timer for the next report; where nobody boosts, nobody reports. */
export function armCapacityReports({ setup }: NodeState, effects: NodeEffects): void {
  const { control, config } = setup;
  if (control === undefined || config.admission !== "adaptive") return;
  effects.setTimer("capacity", config.adaptiveInterval, config.adaptiveInterval);
}

export function onCapacityTimer(state: NodeState, at: LocalTime, effects: NodeEffects): void {
  const { control } = state.setup;
  const nodesOf = (partition: string): readonly Address[] =>
    routeOf(state, partition)?.members.map(doorOf) ?? [];
  const report = capacityReport(state.admission, nodesOf, at);
  // Silence is a node with nothing to do.
  if (control !== undefined && report.partitions.length > 0) effects.send(control, report);
  armCapacityReports(state, effects);
}

export function onAllocations(state: NodeState, message: CapacitySet, at: LocalTime): void {
  const tableOf = (partition: string): string | undefined =>
    hosts(state, partition) ? routeOf(state, partition)?.table : undefined;
  onCapacitySet(state.admission, tableOf, message, at);
}

export function onRatesChanged(
  state: NodeState,
  message: RatesChanged,
  at: LocalTime,
  effects: NodeEffects,
): void {
  if (takeRates(state.admission, message, at)) effects.mark("table-rates-taken");
}

/** Partitions led here that are too few for what their table was raised to ask to be split (§4). */
export function wantSplitsForThroughput(
  state: NodeState,
  control: Address,
  effects: NodeEffects,
): void {
  if (state.admission.rates.size === 0 || !state.setup.config.splitting) return;
  for (const route of ledHere(state)) {
    const rates = state.admission.rates.get(route.table);
    const spec = state.setup.tables.get(route.table);
    if (rates === undefined || spec === undefined || route.leader === undefined) continue;
    if (partsOf(spec, route.id, route.splits ?? 0) >= rates.partitions) continue;
    const at = middleOf(route.range);
    if (at === undefined) {
      effects.mark("split-refused-no-two-keys");
      continue;
    }
    effects.mark("split-wanted-for-throughput");
    const { id: partition, leader } = route;
    effects.send(control, { kind: "split-wanted", partition, leader, at, cause: "throughput" });
  }
}

function* ledHere(state: NodeState): Iterable<Route> {
  for (const id of state.setup.routes.keys()) {
    const route = routeOf(state, id);
    if (route !== undefined && isLedHere(state, route)) yield route;
  }
  for (const [id, route] of state.routes) {
    if (!state.setup.routes.has(id) && isLedHere(state, route)) yield route;
  }
}

const isLedHere = ({ self }: NodeState, { leader }: Route): boolean =>
  leader !== undefined && doorOf(leader) === self;

/** The middle of the hash space that is covered; undefined: it is one hash, or less. */
function middleOf(range: KeyRange): string | undefined {
  const before = shareOf({ from: "", to: range.from });
  const middle = pointAt(before + shareOf(range) / 2);
  return middle > range.from && contains(range, middle) ? middle : undefined;
}
