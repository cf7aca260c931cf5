/**
 * Whom the router believes to lead a partition. Routes name a leader, replicas correct the belief,
 * and silence refutes it.
 */

import type { Address } from "../../../kernel/role.ts";
import { after, type LocalTime } from "../../../kernel/time.ts";
import type { Route } from "../messages/path.ts";
import { doorOf } from "../tables.ts";
import type { Belief, RouterEffects, RouterState } from "./state.ts";

/** The belief about a route's partition, made or brought up to the route's version if need be. */
export function beliefOf(state: RouterState, route: Route): Belief {
  const { id, version, members, leader } = route;
  const known = state.beliefs.get(id);
  if (known === undefined) {
    const belief: Belief = {
      leader: leader ?? members[0]!,
      version,
      since: state.voices,
      heardBefore: state.started,
    };
    state.beliefs.set(id, belief);
    return belief;
  }
  if (version > known.version) {
    known.version = version;
    const mayStay = leader === undefined && members.includes(known.leader);
    if (!mayStay) believeIn(state, known, leader ?? members[0]!);
  }
  return known;
}

export function believeIn(state: RouterState, belief: Belief, leader: Address): void {
  belief.heardBefore = lastHeard(state, belief);
  belief.leader = leader;
  belief.since = state.voices;
}

/** When the one believed to lead last answered anything: it may be alive and yet not write. */
export function lastHeard(state: RouterState, belief: Belief): LocalTime {
  const heard = state.heard.get(doorOf(belief.leader));
  return heard !== undefined && heard.voice > belief.since ? heard.at : belief.heardBefore;
}

/** Something came from a storage node: it is alive. */
export function noteVoice(state: RouterState, from: Address, at: LocalTime): void {
  state.voices += 1;
  state.heard.set(doorOf(from), { at, voice: state.voices });
}

export const isSilent = (state: RouterState, belief: Belief, at: LocalTime): boolean =>
  at >= after(lastHeard(state, belief), state.setup.config.routerPatience);

export function nextMember({ members }: Route, member: Address): Address {
  return members[(members.indexOf(member) + 1) % members.length]!;
}

/** The leader for its share of eventual reads, the others for equal parts of the rest. */
export function pickReplica(
  state: RouterState,
  { members }: Route,
  { leader }: Belief,
  effects: RouterEffects,
): Address {
  const parts = 1 << 20;
  const drawn = effects.pick(parts) / parts;
  const share = state.setup.config.eventualReadsAtLeader;
  const others = members.length - 1;
  if (drawn < share || others === 0) return leader;
  const chosen = Math.floor(((drawn - share) / (1 - share)) * others);
  return members[chosen < members.indexOf(leader) ? chosen : chosen + 1]!;
}
