/**
 * Sees changes of tables' throughput through. When one is in force, whoever counts or divides the
 * table's tokens is told: servers of global admission control, and storage nodes. They are told again
 * and again, as a message may be lost and a node may have lost its memory.
 *
 * Storage nodes then ask for the splits that a raise takes (`storage-node/capacity.ts`). Until these
 * are done a partition serves no more than its limit of what was bought. The paper does not say how
 * splits and a raise follow one another; were they the other way round, halves of partitions would
 * have to do with half of what was bought before.
 */

import type { Address } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import type { TableRates } from "../admission/messages.ts";
import type { ControlEffects, ControlState, FleetSetup } from "./control-state.ts";
import { type JudgedChange, judgeChanges } from "./table-changes.ts";

/** Sets the timers; what is over by now, as when the control plane comes back, is in force. */
export function planChanges(
  state: ControlState,
  fleet: FleetSetup,
  restarted: boolean,
  now: LocalTime,
  effects: ControlEffects,
): void {
  const { tableUpdate } = fleet.config;
  for (const [index, change] of judged(fleet).entries()) {
    const answered = "refused" in change ? change.at : change.at + tableUpdate;
    const left = (restarted ? answered - now : answered) as Duration;
    if (left >= 0) effects.setTimer(`change-${index}`, left, left);
    else if ("rates" in change) state.capacity.rates.set(change.table, change.rates);
  }
}

/** Whether the timer is that of a change. */
export function onChangeTimer(
  state: ControlState,
  fleet: FleetSetup,
  timer: string,
  effects: ControlEffects,
): boolean {
  if (!timer.startsWith("change-")) return false;
  const change = judged(fleet)[Number(timer.slice("change-".length))];
  if (change === undefined) return false;
  if ("refused" in change) effects.mark(`table-change-refused-${change.refused}`);
  else {
    effects.mark("table-changed");
    state.capacity.rates.set(change.table, change.rates);
    tellRates(state, fleet, effects);
  }
  return true;
}

/** Tells everybody whom it concerns of all tables that were ever changed. */
export function tellRates(
  { capacity: { rates } }: ControlState,
  { nodes, admission = [] }: FleetSetup,
  effects: ControlEffects,
): void {
  for (const [table, each] of rates) {
    for (const server of admission) tell(server, table, each, effects);
    for (const { address } of nodes) tell(address, table, each, effects);
  }
}

function tell(to: Address, table: string, rates: TableRates, effects: ControlEffects): void {
  effects.send(to, { kind: "rates-changed", table, rates });
}

const judged = ({ changes = [], tables, config }: FleetSetup): readonly JudgedChange[] =>
  judgeChanges(changes, tables, config);
