import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { Script } from "./script.ts";
import type { Breach, Target, Trials } from "./trial.ts";

/** Less rest at the end, a load that ends with the break, and no waiting at the beginning. */
export function shrinkTime(breach: Breach, _target: Target, trials: Trials): Breach {
  return begunEarlier(endedEarlier(restedLess(breach, trials), trials), trials);
}

function restedLess(breach: Breach, trials: Trials): Breach {
  const { script } = breach;
  for (const settle of [ms(0), ms(500), seconds(2)]) {
    if (settle >= script.settle) break;
    const shorter = trials.breach({ ...script, settle });
    if (shorter !== undefined) return shorter;
  }
  return breach;
}

function endedEarlier(breach: Breach, trials: Trials): Breach {
  const { script, found } = breach;
  const last = script.operations.at(-1)?.at ?? 0;
  const ends = [last + 1_000, (found.at ?? script.length) + 1_000, last + 1_000_000];
  for (const end of ends.sort((one, other) => one - other)) {
    const length = wholeMs(end);
    if (length >= script.length) break;
    const shorter = trials.breach(endedAt(script, length));
    if (shorter !== undefined) return shorter;
  }
  return breach;
}

const endedAt = (script: Script, length: Duration): Script => ({
  ...script,
  operations: script.operations.filter(({ at }) => at < length),
  length,
});

/** Everything by the same amount, so that what comes first comes sooner. */
function begunEarlier(breach: Breach, trials: Trials): Breach {
  const { script } = breach;
  const starts = [
    ...script.operations.map(({ at }) => at),
    ...script.faults.map(({ from }) => from),
  ];
  const first = starts.reduce((least, start) => Math.min(least, start), script.length);
  for (const wait of [0, 100_000, 500_000, 1_000_000, 2_000_000, 5_000_000]) {
    const by = Math.floor((first - wait) / 1_000) * 1_000;
    // Less than a tenth of a second is not worth a trial.
    if (by < 100_000) break;
    const earlier = trials.breach(shifted(script, by));
    if (earlier !== undefined) return earlier;
  }
  return breach;
}

const shifted = (script: Script, by: number): Script => ({
  ...script,
  operations: script.operations.map((operation) => ({ ...operation, at: operation.at - by })),
  faults: script.faults.map((spec) => shiftedFault(spec, by)),
  length: (script.length - by) as Duration,
});

function shiftedFault(spec: FaultSpec, by: number): FaultSpec {
  const from = (spec.from - by) as Duration;
  if (spec.kind === "clock-jump") return { ...spec, from };
  return { ...spec, from, until: (spec.until - by) as Duration };
}

const wholeMs = (time: number): Duration => ms(Math.ceil(time / 1_000));
