/**
 * Where lost replicas are built anew (ATC '22, §3, §5.1). Leaders ask, again and again, until their
 * group is whole: so what is noted here may be forgotten in a crash.
 *
 * A replica belongs into a zone where the group has no other. A log replica leaves the last node
 * that is free there to the storage replica that comes after it.
 */

import type { Address } from "../../../kernel/role.ts";
import { between, type LocalTime } from "../../../kernel/time.ts";
import type { AskReplica } from "../messages/healing.ts";
import { doorOf } from "../tables.ts";
import type {
  ControlEffects,
  ControlState,
  FleetSetup,
  NodeSpec,
  Repair,
} from "./control-state.ts";
import { isWell } from "./health.ts";
import { movedTo } from "./moves.ts";
import { isUpdated } from "./updates.ts";

export function onAskReplica(
  state: ControlState,
  fleet: FleetSetup,
  ask: AskReplica,
  at: LocalTime,
  effects: ControlEffects,
): void {
  if (isUpdated(state, doorOf(ask.inPlaceOf), at)) return effects.mark("update-awaited");
  const name = `${ask.wanted} ${ask.partition}`;
  const known = state.repairs.get(name);
  const node =
    movedTo(state, ask) ??
    (known !== undefined && stillGood(state, known, ask, at)
      ? known.node
      : choose(state, fleet, ask, at, effects));
  if (node === undefined) return effects.mark("no-node-for-a-replica");
  if (node !== known?.node) effects.mark(`${ask.wanted}-replica-placed`);
  state.repairs.set(name, { node, inPlaceOf: ask.inPlaceOf, asked: at });
  const { partition, table, range, wanted, members } = ask;
  effects.send(node, { kind: "host-replica", partition, table, range, wanted, members });
}

const stillGood = (
  state: ControlState,
  { node, inPlaceOf }: Repair,
  ask: AskReplica,
  at: LocalTime,
): boolean =>
  inPlaceOf === ask.inPlaceOf && isWell(state, node, at) && !isMember(ask.members, node);

const isMember = (members: readonly Address[], node: Address): boolean =>
  members.some((member) => doorOf(member) === node);

/** A node that is well and hosts none of the group; the one with least to build. */
function choose(
  state: ControlState,
  { nodes, config }: FleetSetup,
  { members, inPlaceOf, wanted }: AskReplica,
  at: LocalTime,
  effects: ControlEffects,
): Address | undefined {
  const free = nodes.filter(
    ({ address }) =>
      isWell(state, address, at) && !isUpdated(state, address, at) && !isMember(members, address),
  );
  const taken = zonesOf(
    nodes,
    members.filter((member) => member !== inPlaceOf),
  );
  const inZone = free.filter(({ zone }) => !taken.has(zone));
  const reserve = wanted === "log" ? 1 : 0;
  const wider = inZone.length > reserve ? inZone : free.filter((node) => !inZone.includes(node));
  const choice = wider.length > 0 ? wider : free;
  const busy = (node: Address): number => {
    let count = 0;
    for (const repair of state.repairs.values()) {
      if (repair.node === node && between(repair.asked, at) <= config.nodeDead) count += 1;
    }
    return count;
  };
  const least = Math.min(...choice.map(({ address }) => busy(address)));
  const best = choice.filter(({ address }) => busy(address) === least);
  return best.length === 0 ? undefined : best[effects.pick(best.length)]?.address;
}

function zonesOf(nodes: readonly NodeSpec[], members: readonly Address[]): Set<string> {
  const doors = new Set(members.map(doorOf));
  return new Set(nodes.filter(({ address }) => doors.has(address)).map(({ zone }) => zone));
}
