/**
 * Clean-up: an enactor that has applied a plan deletes those that are many generations older. As in
 * 2025 it takes for granted that nobody uses what is that old (PES25).
 */

import type { DnsEffects, Listed } from "./messages.ts";
import { ask, type EnactorState, nextNumber } from "./questions.ts";

export function beginCleanUp(state: EnactorState, effects: DnsEffects): void {
  effects.mark("plan-applied");
  ask(state, { kind: "list", number: nextNumber(state) }, effects);
}

export function onListed(
  state: EnactorState,
  { stored, referenced }: Listed,
  effects: DnsEffects,
): void {
  const { bugs, keptGenerations } = state.setup.config;
  const applied = state.application!.generation;
  const newest = stored.reduce((most, each) => Math.max(most, each), 0);
  const base = bugs.includes("age-from-the-newest-plan") ? newest : applied;
  const spared = bugs.includes("references-read-too-early") ? referenced : [];
  const generations = stored.filter(
    (each) => each < base - keptGenerations && !spared.includes(each),
  );
  if (generations.length === 0) state.application = undefined;
  else ask(state, { kind: "delete-plans", number: nextNumber(state), generations }, effects);
}
