import { cutShort } from "../scenarios/running/cut-short.ts";
import { inAnyWeather } from "../scenarios/running/in-any-weather.ts";
import { mainCases } from "../scenarios/running/main-cases.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { parseDuration } from "../sim/parts/duration-text.ts";
import type { Asked } from "./replay-command.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The scenario as it was asked for: without its counter-runs, cut short, in another weather.
 *
 * @throws UsageError when nothing of it is left
 */
export function scenarioAsked(
  scenario: Scenario,
  { mainOnly, for: length, weather }: Pick<Asked, "mainOnly" | "for" | "weather">,
): Scenario {
  let asked = scenario;
  if (mainOnly) asked = mainCases(asked);
  // First the length: faults are drawn within the load that there is.
  if (length !== undefined) asked = cutShort(asked, parseLength(length));
  if (weather !== undefined) asked = inAnyWeather(asked, weather);
  if (asked.cases.length > 0) return asked;
  throw new UsageError(`${scenario.name} has counter-runs alone: expected a case that is to hold`);
}

/** The virtual length of `--for`. */
export function parseLength(text: string): NonNullable<ReturnType<typeof parseDuration>> {
  const length = parseDuration(text);
  if (length !== undefined && length > 0) return length;
  throw new UsageError(`--for is "${text}": expected a virtual length of time such as 5s or 500ms`);
}
