import type { RunResult } from "../properties/result.ts";
import { countText, plainText } from "../reports/number-text.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { header } from "./header.ts";
import type { Io } from "./io.ts";
import { keepRun } from "./keep-run.ts";
import { printable, printableJson } from "./printable.ts";
import { progressOn } from "./progress.ts";
import type { RunRequest } from "./run-request.ts";
import { type Ran, runSeed } from "./run-seed.ts";
import { chooseFolder, shown } from "./store.ts";
import { fields, type Paint, paintFor, widthOf } from "./terminal.ts";
import { verdictBlock, verdictLine } from "./verdict-block.ts";
import { readingOf } from "./workload-input.ts";

/** Runs one seed, shows what came out, and writes the run's folder. */
export function runOnce(io: Io, request: RunRequest): ExitCode {
  const { scenario, flags } = request;
  const folder = flags.report ? chooseFolder(io, scenario.name, flags.out) : undefined;
  const paint = paintFor(io.out, io, flags.color);
  const talks = !flags.json && !flags.quiet;
  if (talks) io.out.write(header(request, paint, widthOf(io.out)));
  else if (!flags.json && request.seedFrom === "drawn") {
    io.out.write(`seed ${request.asked.seed}\n`);
  }

  const started = io.now().getTime();
  const { output, replay } = runWatched(io, request);
  const milliseconds = io.now().getTime() - started;
  const { result } = output.recording;
  if (talks) io.out.write(verdictBlock(result, paint, widthOf(io.out)));
  if (folder !== undefined) keepRun(io, folder, request, output);
  io.out.write(
    flags.json
      ? asJson(io, request, result, folder)
      : closing(io, request, { result, replay, folder, milliseconds }, paint),
  );
  return exitCode[result.verdict];
}

function runWatched(io: Io, request: RunRequest): Ran {
  const { asked, flags } = request;
  const progress = progressOn(io, !flags.quiet);
  try {
    return runSeed(request, {
      seed: asked.seed,
      record: flags.report || flags.checkDeterminism === true,
      onProgress: progress.show,
    });
  } finally {
    progress.done();
  }
}

function asJson(
  io: Io,
  { input }: RunRequest,
  result: RunResult,
  folder: string | undefined,
): string {
  const document = {
    ...result,
    store: folder === undefined ? null : shown(io, folder),
    ...(input === undefined ? {} : { workload: readingOf(input) ?? { preset: input.source.from } }),
  };
  return `${printableJson(document, 2)}\n`;
}

interface Closing {
  readonly result: RunResult;
  readonly replay: string;
  readonly folder: string | undefined;
  readonly milliseconds: number;
}

/** The last lines: what everyone wants to see without scrolling. */
function closing(
  io: Io,
  { flags }: RunRequest,
  { result, replay, folder, milliseconds }: Closing,
  paint: Paint,
): string {
  const verdict = verdictLine(result, paint);
  if (flags.quiet)
    return result.verdict === "holds" ? verdict : `replay   ${printable(replay)}\n${verdict}`;
  const { events, virtualTime, fingerprint, configHash } = result;
  const wall = milliseconds / 1_000;
  const ratio =
    wall > 0 ? `, ${plainText(virtualTime / 1e6 / wall)} times as fast as real time` : "";
  const lines: readonly (readonly [string, string])[] = [
    ["ran", `${countText(events)} events in ${virtualTime / 1e6} s of virtual time`],
    ["took", `${wall.toFixed(1)} s${ratio}`],
    ["fingerprint", `${fingerprint}, config ${configHash}`],
    ...(flags.checkDeterminism && !result.sentence.startsWith("Not deterministic")
      ? [["determinism", "the same events twice, and in check mode"] as const]
      : []),
    ...(folder === undefined ? [] : [["report", shown(io, `${folder}/report.html`)] as const]),
  ];
  return `\n${fields(lines, widthOf(io.out))}${verdict}replay: ${printable(replay)}\n`;
}
