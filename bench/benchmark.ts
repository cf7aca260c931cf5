/** The contract between benchmarks and whatever shows their figures. */

/** What a figure has to reach. Of the ratio where there is one: machines differ, ratios less. */
export interface Goal {
  readonly of: "value" | "ratio";
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Figure {
  readonly name: string;
  /** Median over the repetitions. */
  readonly value: number;
  readonly unit: string;
  /** The value over that of something else, measured in the same breath; median as well. */
  readonly ratio?: number;
  /** What that something else is. */
  readonly ratioTo?: string;
  /** What the value would be at the speed of the machine on which the goals were set. */
  readonly atReference?: number;
  readonly goal?: Goal;
  readonly repetitions: number;
  /** What was seen on the way, one line each. */
  readonly notes?: readonly string[];
}

export interface Effort {
  /** How often each thing is measured, after the rounds that warm up. */
  readonly repetitions: number;
  /** Share of the usual work; figures mean something at 1 only. */
  readonly share: number;
}

/** Measures in a process of its own: in one that others have used, their objects slow its code. */
export interface Benchmark {
  readonly name: string;
  readonly about: string;
  /** Takes minutes: only when asked for by name, or with `--full`. */
  readonly slow?: boolean;
  run(effort: Effort): readonly Figure[];
}

/**
 * Holds of the bare heap, 100 pending, per CPU second on the machine on which the goals were set: an
 * idle AMD EPYC (Zen 3), node 20.20. Values scaled by it are a guess, as no two programs are slowed
 * alike; but on a slower or a busy machine a better one than the value itself.
 */
export const referenceHolds = 11_300_000;

/** Undefined where nothing has to be reached. */
export function isReached({ value, ratio, goal }: Figure): boolean | undefined {
  if (goal === undefined) return undefined;
  const reached = goal.of === "value" ? value : (ratio ?? Number.NaN);
  return (
    reached >= (goal.atLeast ?? Number.NEGATIVE_INFINITY) &&
    reached <= (goal.atMost ?? Number.POSITIVE_INFINITY)
  );
}

/** So much of `usual` as the effort allows, in whole units. */
export const scaled = (usual: number, { share }: Effort): number =>
  Math.max(1, Math.round(usual * share));
