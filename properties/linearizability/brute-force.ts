import { illegal, type Model } from "./model.ts";
import type { Part } from "./part.ts";

/**
 * The slow and obvious answer, to check the quick one by: tries every order of the finished calls
 * with every choice of unfinished ones, in which no call comes before one that had returned when it
 * began. For up to about eight calls.
 */
export function isLinearizable<State, Call>(part: Part<Call>, model: Model<State, Call>): boolean {
  const everyCall = new Set(part.calls.keys());
  return canFinish(part, model, everyCall, model.initial);
}

function canFinish<State, Call>(
  part: Part<Call>,
  model: Model<State, Call>,
  left: ReadonlySet<number>,
  state: State,
): boolean {
  const { calls, invoked, returned } = part;
  const owed = [...left].filter((index) => returned[index] !== Infinity);
  if (owed.length === 0) return true;
  return [...left].some((index) => {
    if (owed.some((other) => returned[other]! < invoked[index]!)) return false;
    const next = model.step(state, calls[index]!);
    if (next === illegal) return false;
    const others = new Set(left);
    others.delete(index);
    return canFinish(part, model, others, next);
  });
}
