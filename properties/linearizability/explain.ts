import { type Breach, beginningOf, breachOf } from "./breach.ts";
import { finishedCalls } from "./extract.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";

/** Of several parts that have no legal order explains the one that breaks first. */
export function explain<Call>(
  broken: readonly Part<Call>[],
  model: Model<unknown, Call>,
): { readonly part: Part<Call>; readonly breach: Breach } {
  const places = broken.map((part) => {
    const frontier = beginningOf(part, model);
    return { part, frontier, at: part.returned[finishedCalls(part)[frontier.reached]!]! };
  });
  const { part, frontier } = places.sort((one, two) => one.at - two.at)[0]!;
  return { part, breach: breachOf(part, model, frontier) };
}
