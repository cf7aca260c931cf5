import { countText } from "../reports/number-text.ts";
import type { SettingShown } from "../sim/parts/setting.ts";
import type { RunRequest } from "./run-request.ts";
import { type CaseSettings, settingsInForce } from "./settings.ts";
import { fields, type Paint } from "./terminal.ts";
import { formatVersion, readVersion } from "./version.ts";
import { readingOf } from "./workload-input.ts";

type Line = readonly [name: string, value: string];

/** What is about to be run, before it runs: a run that never ends can be repeated too. */
export function header(request: RunRequest, paint: Paint, width: number): string {
  const { scenario, asked, seedFrom, seeds, flags } = request;
  const seed = seedFrom === "given" ? `${asked.seed}` : `${asked.seed} (${seedFrom})`;
  const settings = settingsInForce(scenario, asked.changes).map((each) => ({
    ...each,
    settings: each.settings.filter(({ isDefault }) => flags.verbose || !isDefault),
  }));
  const lines: readonly Line[] = [
    ["scenario", scenario.name],
    ["question", scenario.question],
    seeds === undefined ? ["seed", seed] : ["seeds", `${seeds.first} to ${seeds.last}`],
    ...(asked.mode === "check" ? [["mode", "check"] as const] : []),
    ...settingLines(settings),
    ...workloadLines(request),
  ];
  return `${paint.bold(formatVersion(readVersion()))}\n${fields(lines, width)}\n`;
}

/** One a line; under the names of the cases, unless all cases have the same. */
function settingLines(cases: readonly CaseSettings[]): readonly Line[] {
  const texts = cases.map(({ settings }) => settings.map(assignment));
  const same = texts.every((each) => each.join("\n") === texts[0]!.join("\n"));
  const said = same
    ? (texts[0] ?? [])
    : texts.flatMap((each, index) => each.map((text) => `${cases[index]!.name}: ${text}`));
  return said.map((text, index) => [index === 0 ? "settings" : "", text]);
}

const assignment = ({ name, value }: SettingShown): string => `${name}=${value}`;

/** How many lines of the log are requests, and the first that are not. */
function workloadLines({ input }: RunRequest): readonly Line[] {
  if (input === undefined) return [];
  const { from, scale } = input.source;
  const scaled = scale === 1 ? "" : ` at ${scale} times its speed`;
  const reading = readingOf(input);
  if (reading === undefined) return [["workload", `${from}${scaled}`]];
  const { good, rejected, rejectedLines } = reading;
  const counts = `${countText(good)} requests${scaled}, ${countText(rejected)} lines rejected`;
  const shown = rejectedLines
    .slice(0, 5)
    .map(({ line, why }) => ["", `line ${line}: ${why}`] as const);
  const more = rejected - shown.length;
  return [
    ["workload", `${from}: ${counts}`],
    ...shown,
    ...(more > 0 ? [["", `and ${countText(more)} more`] as const] : []),
  ];
}
