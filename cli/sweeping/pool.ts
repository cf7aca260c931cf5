/** Runs the units of a sweep on as many workers as asked for. */

import { extname } from "node:path";
import { judgeUnit, type Task } from "./judge-unit.ts";
import type { SeedLine } from "./seed-line.ts";

export interface Pool {
  judge(task: Task): Promise<SeedLine>;
  close(): Promise<void>;
}

/** One job needs no thread beside this one. */
export async function openPool(jobs: number): Promise<Pool> {
  if (jobs === 1) return { judge: judgeUnit, close: async () => {} };
  const { Piscina } = await import("piscina");
  const file = extname(import.meta.url) === ".ts" ? "worker-from-sources.js" : "worker.js";
  const pool = new Piscina<Task, SeedLine>({
    filename: new URL(file, import.meta.url).href,
    minThreads: jobs,
    maxThreads: jobs,
  });
  return { judge: (task) => pool.run(task), close: () => pool.close({ force: true }) };
}

/**
 * Hands tasks out in their order, so many at a time, until they are done or `take` says that it is
 * enough; those that have been handed out by then are finished.
 *
 * @param take told every line, in the order in which they come; false: no more
 */
export async function judgeAll(
  tasks: readonly Task[],
  jobs: number,
  take: (line: SeedLine) => boolean,
): Promise<void> {
  const pool = await openPool(jobs);
  // A task more for each worker, so that none waits for this thread.
  const lanes = jobs === 1 ? 1 : Math.min(2 * jobs, tasks.length);
  let next = 0;
  let enough = false;
  const walk = async (): Promise<void> => {
    while (!enough && next < tasks.length) {
      const task = tasks[next]!;
      next += 1;
      if (!take(await pool.judge(task))) enough = true;
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, walk));
  } finally {
    await pool.close();
  }
}
