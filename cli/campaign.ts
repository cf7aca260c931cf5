import { countText, shareText } from "../reports/number-text.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { header } from "./header.ts";
import type { Io } from "./io.ts";
import { type Campaign, judgeSeeds } from "./judge-seeds.ts";
import { printable, printableJson } from "./printable.ts";
import type { RunRequest } from "./run-request.ts";
import type { SeedRange } from "./seed.ts";
import { type Row, rowVerdict } from "./tally.ts";
import { type Paint, paintFor, shape, table, widthOf } from "./terminal.ts";

/** Judges every seed of the range and shows what they came to; writes no folder. */
export function runCampaign(io: Io, request: RunRequest, seeds: SeedRange): ExitCode {
  const { flags } = request;
  const paint = paintFor(io.out, io, flags.color);
  const talks = !flags.json && !flags.quiet;
  if (talks) io.out.write(header(request, paint, widthOf(io.out)));
  const campaign = judgeSeeds(io, request, seeds);
  if (flags.json) io.out.write(`${printableJson(campaign, 2)}\n`);
  if (talks) io.out.write(rowTable(campaign.rows, paint, widthOf(io.out)));
  if (!flags.json) io.out.write(closing(request, campaign, paint));
  return exitCode[campaign.verdict];
}

function rowTable(rows: readonly Row[], paint: Paint, width: number): string {
  const head = ["case", "promise", "expected", "holds", "broken", "unknown", "verdict"];
  return table(
    [
      head.map((text) => ({ text, paint: paint.dim })),
      ...rows.map((row) => {
        const verdict = rowVerdict(row);
        return [
          { text: row.case },
          { text: row.property },
          { text: row.expected },
          { text: countText(row.holds) },
          { text: countText(row.broken) },
          { text: countText(row.unknown) },
          { text: `${shape[verdict]} ${verdict}`, paint: paint.verdict[verdict] },
        ];
      }),
    ],
    width,
  );
}

/** How sure that makes us, the verdict, the first seed that failed and how to see it. */
function closing({ flags }: RunRequest, campaign: Campaign, paint: Paint): string {
  const { verdict, sentence, failures, failureShare, failing } = campaign;
  const last = `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${sentence}\n`;
  const [first] = failing;
  if (flags.quiet)
    return first === undefined ? last : `replay   ${printable(first.replay)}\n${last}`;
  const share = failures.broken === 0 ? "fewer than" : `${shareText(failureShare.low)} to`;
  const confidence = `with 95 % confidence ${share} ${shareText(failureShare.high)} of all seeds`;
  const shown =
    first && `first: ${printable(first.sentence)}\nreplay: ${printable(first.replay)}\n`;
  return `\n${printable(confidence)} break a promise\n${last}${shown ?? ""}`;
}
