import type { FaultSpec } from "../../sim/faults/schedule.ts";
import type { Duration } from "../../sim/kernel/time.ts";
import { ddmin } from "./ddmin.ts";
import type { Breach, Target, Trials } from "./trial.ts";

/** Fewer faults, and then shorter ones: half as long, again and again, from either end. */
export function shrinkFaults(breach: Breach, _target: Target, trials: Trials): Breach {
  let best = breach;
  const isGood = (faults: readonly FaultSpec[]): boolean => {
    const fewer = trials.breach({ ...best.script, faults });
    if (fewer !== undefined) best = fewer;
    return fewer !== undefined;
  };
  ddmin(breach.script.faults, isGood);
  for (let index = 0; index < best.script.faults.length; index += 1) {
    for (const halve of [endedSooner, begunLater]) {
      for (let times = 0; times < mostHalvings; times += 1) {
        const { faults } = best.script;
        const shorter = halve(faults[index]!);
        if (shorter === undefined || !isGood(faults.with(index, shorter))) break;
      }
    }
  }
  return best;
}

const mostHalvings = 8;

/** In whole ms, for people to read; undefined for what cannot be shorter. */
function endedSooner(spec: FaultSpec): FaultSpec | undefined {
  const half = halfOf(spec);
  if (spec.kind === "clock-jump" || half === undefined) return undefined;
  return { ...spec, until: (spec.from + half) as Duration };
}

function begunLater(spec: FaultSpec): FaultSpec | undefined {
  const half = halfOf(spec);
  if (spec.kind === "clock-jump" || half === undefined) return undefined;
  return { ...spec, from: (spec.until - half) as Duration };
}

function halfOf(spec: FaultSpec): number | undefined {
  if (spec.kind === "clock-jump") return undefined;
  const length = spec.until - spec.from;
  const half = Math.ceil(length / 2_000) * 1_000;
  return half < length ? half : undefined;
}
