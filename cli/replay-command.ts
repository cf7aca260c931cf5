import type { RunFile } from "./run-file.ts";

/** What of a run decides what happens in it. */
export type Asked = Pick<
  RunFile,
  | "scenario"
  | "seed"
  | "mode"
  | "changes"
  | "workload"
  | "weather"
  | "for"
  | "mainOnly"
  | "maxEvents"
>;

/** The one line that runs this run again, for a POSIX shell. */
export function replayCommand({
  scenario,
  seed,
  mode,
  changes,
  workload,
  weather,
  for: length,
  mainOnly,
  maxEvents,
}: Asked): string {
  const words = ["npx", "quorate", "run", scenario, "--seed", String(seed)];
  for (const [name, value] of Object.entries(changes)) words.push("--set", `${name}=${value}`);
  if (workload !== undefined) words.push("--workload", workload.from);
  if (workload !== undefined && workload.scale !== 1) words.push("--scale", String(workload.scale));
  if (weather !== undefined) words.push("--weather", String(weather));
  if (length !== undefined) words.push("--for", length);
  if (mainOnly) words.push("--main-only");
  if (maxEvents !== undefined) words.push("--max-events", String(maxEvents));
  if (mode === "check") words.push("--check");
  return words.map(quoted).join(" ");
}

/** A word for a POSIX shell. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
