import type { Benchmark } from "./benchmark.ts";
import { checkMode } from "./check-mode.ts";
import { checkStored } from "./check-stored.ts";
import { checkWindow } from "./check-window.ts";
import { asRun, bare, invariants } from "./event-rates.ts";
import { backlog, following } from "./following.ts";
import { holdModel } from "./hold-model.ts";
import { judging } from "./judging.ts";
import { memory } from "./memory.ts";
import { scale, terabyte } from "./scale.ts";
import { traceCost } from "./trace-cost.ts";

/** In the order in which they run and are shown. */
export const benchmarks: readonly Benchmark[] = [
  holdModel,
  bare,
  invariants,
  asRun,
  traceCost,
  checkMode,
  checkWindow,
  judging,
  checkStored,
  scale,
  following,
  memory,
  backlog,
  terabyte,
];
