/** What comes after a run: judging its history, drawing its report. */

import { linearizable } from "../properties/histories/linearizable.ts";
import { renderReport } from "../reports/page.ts";
import { runScenario } from "../scenarios/run.ts";
import { seconds } from "../sim/kernel/time.ts";
import { type Benchmark, scaled } from "./benchmark.ts";
import { healthyDayFor } from "./healthy-run.ts";
import { cpuSecondsOf, inTurns, median } from "./measure.ts";

/** As long as the scenario itself. */
const virtualSeconds = 60;

export const judging: Benchmark = {
  name: "judging",
  about: "the linearizability check of one healthy-day, and the drawing of its report",
  run(effort) {
    const { repetitions } = effort;
    const scenario = healthyDayFor(seconds(scaled(virtualSeconds, effort)));
    const { recording } = runScenario(scenario, {
      seed: 1,
      changes: {},
      mode: "fast",
      record: true,
    });
    const { operations } = recording.cases[0]!;
    const judged = linearizable.judge({ operations });
    if (judged.verdict !== "holds") throw new Error(`healthy-day is judged: ${judged.reason}`);
    const rates = inTurns(effort, {
      judge: () => judged.checked / cpuSecondsOf(() => linearizable.judge({ operations })),
      report: () => 1 / cpuSecondsOf(() => renderReport(recording)),
    });
    return [
      {
        name: `linearizability of ${judged.checked} operations`,
        value: median(rates.judge),
        unit: "operations per CPU second",
        repetitions,
      },
      {
        name: `report of ${operations.length} operations`,
        value: 1_000 / median(rates.report),
        unit: "CPU ms",
        repetitions,
      },
    ];
  },
};
