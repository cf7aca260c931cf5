import type { RunResult } from "../../properties/result.ts";
import { runScenario } from "../run.ts";
import { inAnyWeather } from "../running/in-any-weather.ts";
import type { Scenario } from "../scenario.ts";

export interface SimulateOptions {
  /** Everything random comes from it. Default 1. */
  readonly seed?: number;
  /** Settings as texts: { leaderLease: "1s", "client.timeout": "500ms" }; `bug` switches mistakes on. */
  readonly changes?: Readonly<Record<string, string>>;
  /** Faults drawn from the seed on top, so much worse than usual (1); invariants alone are judged. */
  readonly weather?: number;
  /** Every event twice, on frozen state: some fifty times slower, and it finds impure handlers. */
  readonly check?: boolean;
  /** A run that has more is unknown. Default: no bound. */
  readonly maxEvents?: number;
}

/**
 * Runs a scenario in this process, and judges it: no files, no clock, and the same result for the same
 * arguments on any machine. Throws a RangeError, whose message is a sentence, for a setting, a machine
 * or a load that cannot be.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): RunResult {
  const { seed = 1, changes = {}, check = false, maxEvents } = options;
  return runScenario(inWeather(scenario, options), {
    seed,
    changes,
    mode: check ? "check" : "fast",
    record: false,
    ...(maxEvents === undefined ? {} : { maxEvents }),
  }).recording.result;
}

/** The scenario that these options run. */
export const inWeather = (
  scenario: Scenario,
  { weather }: Pick<SimulateOptions, "weather">,
): Scenario => (weather === undefined ? scenario : inAnyWeather(scenario, weather));
