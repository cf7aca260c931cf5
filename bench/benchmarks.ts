import type { Benchmark } from "./benchmark.ts";
import { checkMode } from "./check-mode.ts";
import { eventRates } from "./event-rates.ts";
import { holdModel } from "./hold-model.ts";
import { judging } from "./judging.ts";
import { memory } from "./memory.ts";

/** In the order in which they run and are shown. */
export const benchmarks: readonly Benchmark[] = [holdModel, eventRates, checkMode, judging, memory];
