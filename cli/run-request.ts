import type { RunOptions } from "../scenarios/run.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { formatDuration } from "../sim/parts/duration-text.ts";
import type { Io } from "./io.ts";
import { type Asked, replayCommand } from "./replay-command.ts";
import { parseLength, scenarioAsked } from "./scenario-asked.ts";
import { type ChosenSeed, chooseSeed, parseSeedRange, type SeedRange } from "./seed.ts";
import { checkChanges, parseChanges } from "./settings.ts";
import { UsageError } from "./usage-error.ts";
import { chooseWorkload, type WorkloadInput } from "./workload-input.ts";

/** The flags of `quorate run`, as commander hands them over. */
export interface RunFlags {
  readonly claims?: readonly string[];
  readonly seed?: string;
  readonly seeds?: string;
  readonly set?: readonly string[];
  readonly json?: true;
  readonly out?: string;
  readonly quiet?: true;
  readonly workload?: string;
  readonly scale?: string;
  readonly check?: true;
  readonly checkDeterminism?: true;
  readonly maxEvents?: string;
  readonly weather?: string;
  readonly for?: string;
  readonly mainOnly?: true;
  readonly report: boolean;
  readonly traceAll?: true;
  readonly verbose?: true;
  readonly color: boolean;
}

/** A run that was asked for, with every word of it checked. */
export interface RunRequest {
  readonly scenario: Scenario;
  readonly asked: Asked;
  readonly seedFrom: ChosenSeed["seedFrom"];
  readonly seeds: SeedRange | undefined;
  readonly input: WorkloadInput | undefined;
  readonly flags: RunFlags;
}

/** Throws a UsageError for whatever cannot be; reads the workload, if there is one. */
export function readRequest(io: Io, scenario: Scenario, flags: RunFlags): RunRequest {
  const changes = parseChanges(flags.set);
  checkChanges(scenario, changes);
  const seeds = flags.seeds === undefined ? undefined : parseSeedRange(flags.seeds);
  const { seed, seedFrom } =
    seeds === undefined
      ? chooseSeed(io, flags.seed)
      : { seed: seeds.first, seedFrom: "given" as const };
  const maxEvents = flags.maxEvents === undefined ? undefined : parseLimit(flags.maxEvents);
  const weather = flags.weather === undefined ? undefined : parseIntensity(flags.weather);
  const scale = parseScale(flags);
  if (flags.out === "") throw new UsageError('--out is "": expected the path of a folder');
  const input =
    flags.workload === undefined ? undefined : chooseWorkload(io, flags.workload, scale);
  const asked: Asked = {
    scenario: scenario.name,
    seed,
    mode: flags.check ? "check" : "fast",
    changes,
    ...(input === undefined ? {} : { workload: input.source }),
    ...(weather === undefined ? {} : { weather }),
    ...(flags.for === undefined ? {} : { for: formatDuration(parseLength(flags.for)) }),
    ...(flags.mainOnly ? { mainOnly: true } : {}),
    ...(maxEvents === undefined ? {} : { maxEvents }),
  };
  return { scenario: scenarioAsked(scenario, asked), asked, seedFrom, seeds, input, flags };
}

/** What the runner is told; `replay` is what to type to see the same again. */
export function optionsFor(
  { asked, input }: Pick<RunRequest, "asked" | "input">,
  seed: number,
  record: boolean,
): { readonly options: RunOptions; readonly replay: string } {
  const { changes, mode, maxEvents } = asked;
  const options: RunOptions = {
    seed,
    changes,
    mode,
    record,
    ...(input === undefined ? {} : { workload: input.workload }),
    ...(maxEvents === undefined ? {} : { maxEvents }),
  };
  return { options, replay: replayCommand({ ...asked, seed }) };
}

export function parseLimit(text: string): number {
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && Number.isSafeInteger(limit)) return limit;
  throw new UsageError(`--max-events is "${text}": expected a whole number from 1`);
}

export function parseIntensity(text: string): number {
  const intensity = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  if (intensity > 0 && Number.isFinite(intensity)) return intensity;
  throw new UsageError(`--weather is "${text}": expected a number above 0, where 1 is usual`);
}

function parseScale({ scale, workload }: RunFlags): number {
  if (scale === undefined) return 1;
  if (workload === undefined) {
    throw new UsageError("--scale stands alone: expected a --workload that it scales");
  }
  const factor = /^\d+(\.\d+)?$/.test(scale) ? Number(scale) : 0;
  if (factor > 0 && Number.isFinite(factor)) return factor;
  throw new UsageError(`--scale is "${scale}": expected a number above 0 such as 2 or 0.5`);
}
