import { spawnSync } from "node:child_process";
import type { Benchmark, Figure } from "./benchmark.ts";
import { figuresIn } from "./show.ts";

/**
 * The figures of a benchmark, measured in a process of its own. If that fails, it has said why on
 * standard error, and this process ends with the same exit code.
 */
export function measuredApart({ name }: Benchmark, repetitions: number): readonly Figure[] {
  const main = process.argv[1]!;
  const options = ["--only", name, "--repetitions", `${repetitions}`, "--json"];
  const { stdout, status, signal, error } = spawnSync(
    process.execPath,
    [...process.execArgv, main, ...options],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: Number.POSITIVE_INFINITY },
  );
  if (error !== undefined) throw error;
  if (status === 0) return figuresIn(stdout);
  const end = status === null ? `ended by ${signal}` : `ended with exit code ${status}`;
  process.stderr.write(`bench: the process of the benchmark "${name}" ${end}\n`);
  process.exit(status ?? 1);
}
