import { join } from "node:path";
import { countText, plainText } from "../../reports/number-text.ts";
import type { Io } from "../io.ts";
import { printable, printableJson } from "../printable.ts";
import { quoted } from "../replay-command.ts";
import { shrunkText } from "../shrinking/shrink-failure.ts";
import { shown } from "../store.ts";
import { fields, type Paint, paintFor, widthOf } from "../terminal.ts";
import { formatVersion, readVersion } from "../version.ts";
import { sizeOf } from "./plan.ts";
import { closingLines, groupList, scenarioTable } from "./screen-text.ts";
import { type ShrunkGroup, shrinkGroups } from "./shrink-groups.ts";
import { type Summary, summaryOf } from "./summary.ts";
import { sweep } from "./sweep.ts";
import { keepSweep, openFolder, type SweepFolder, type Timing } from "./sweep-folder.ts";
import type { SweepRequest } from "./sweep-request.ts";

/** Judges what is left of the plan, keeps it, and shows what all of it came to. */
export async function runSweep(io: Io, request: SweepRequest): Promise<Summary> {
  const { plan, jobs, flags } = request;
  const folder = openFolder(io, plan, flags.out);
  const paint = paintFor(io.out, io, flags.color);
  const talks = !flags.json && !flags.quiet;
  if (talks) io.out.write(header(io, request, folder, paint));

  const started = io.now().getTime();
  const swept = await sweep(io, request, folder.journal);
  const seconds = (io.now().getTime() - started) / 1_000;
  const summary = summaryOf(plan, swept.lines);
  const timing: Timing = { seconds, jobs, runs: swept.fresh };
  keepSweep(folder, plan, swept, summary, timing);
  if (talks) io.out.write(findings(io, summary, paint) + effort(io, folder, timing));
  const shrunk = await shrinkGroups(io, folder.path, request, summary.groups);
  if (swept.isWhole) folder.journal.discard();
  else folder.journal.close();

  if (flags.json) {
    const files = shrunk.map(({ path }) => shown(io, path));
    const store = shown(io, folder.path);
    io.out.write(`${printableJson({ ...summary, store, shrunk: files }, 2)}\n`);
    return summary;
  }
  if (talks) io.out.write(shrunk.map((each) => `\n${leastText(io, each)}`).join(""));
  io.out.write(closingLines(summary, paint));
  return summary;
}

function header(
  io: Io,
  { plan, jobs }: SweepRequest,
  { journal }: SweepFolder,
  paint: Paint,
): string {
  const { scenarios, seeds, manner, shard } = plan;
  const { changes, weather, for: length, mainOnly } = manner;
  const before = journal.before.length;
  const lines: readonly (readonly [string, string])[] = [
    ["scenarios", scenarios.join(", ")],
    ["seeds", `${seeds.first} to ${seeds.last}, ${countText(sizeOf(plan))} runs`],
    ...(shard === undefined ? [] : [["shard", `${shard.index} of ${shard.of}`] as const]),
    ...Object.entries(changes).map(([name, value]) => ["setting", `${name}=${value}`] as const),
    ...(weather === undefined ? [] : [["weather", `${weather}`] as const]),
    ...(length === undefined ? [] : [["for", length] as const]),
    ...(mainOnly ? [["cases", "without counter-runs"] as const] : []),
    ["jobs", `${jobs}`],
    ...(before > 0 ? [["resumed", `${countText(before)} runs were judged before`] as const] : []),
  ];
  return `${paint.bold(formatVersion(readVersion()))}\n${fields(lines, widthOf(io.out))}\n`;
}

const findings = (io: Io, summary: Summary, paint: Paint): string =>
  scenarioTable(summary, paint, widthOf(io.out)) + groupList(summary, paint);

const leastText = (io: Io, { path, file }: ShrunkGroup): string =>
  `${shrunkText(file)}replay: npx quorate replay ${printable(quoted(shown(io, path)))}\n`;

function effort(io: Io, { path }: SweepFolder, { seconds, runs }: Timing): string {
  const rate = seconds > 0 ? `, ${plainText(runs / seconds)} a second` : "";
  const lines: readonly (readonly [string, string])[] = [
    ["took", `${seconds.toFixed(1)} s for ${countText(runs)} runs${rate}`],
    ["results", shown(io, join(path, "results.jsonl"))],
  ];
  return `\n${fields(lines, widthOf(io.out))}`;
}
