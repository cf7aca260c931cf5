import type { RunRecording } from "../properties/result.ts";
import { renderReport } from "../reports/page.ts";
import type { Trace } from "../sim/kernel/trace.ts";
import { historyLines } from "./history-lines.ts";
import { historyTable } from "./history-table.ts";
import { formatRunFile, type RunFile } from "./run-file.ts";
import type { Artefact } from "./store.ts";
import { encodeTraceFile } from "./trace-file.ts";
import { mostRecords, traceLines } from "./trace-lines.ts";

/**
 * The files of a run's folder. Nothing in them knows the wall clock: the same run gives the same
 * bytes.
 *
 * @param traces one for each case, in their order
 */
export function artefactsOf(
  recording: RunRecording,
  traces: readonly Trace[],
  run: RunFile,
  traceAll: boolean,
): readonly Artefact[] {
  const cases = recording.cases.map(({ result, operations, windows }, index) => {
    const { name, virtualTime } = result;
    return { name, operations, windows, virtualTime, trace: traces[index]! };
  });
  function* histories(format: typeof historyLines): Generator<string> {
    for (const { name, operations, virtualTime } of cases)
      yield* format(name, operations, virtualTime);
  }
  const most = traceAll ? Number.POSITIVE_INFINITY : mostRecords;
  return [
    { name: "report.html", contents: [renderReport(recording)] },
    { name: "results.json", contents: [resultsText(recording)] },
    { name: "history.jsonl", contents: histories(historyLines) },
    { name: "history.txt", contents: histories(historyTable) },
    { name: "trace.jsonl", contents: traceLines(cases, most) },
    { name: "trace.bin", contents: encodeTraceFile(cases) },
    { name: "config.json", contents: [formatRunFile(run)] },
  ];
}

/** The verdict first: it is what most who open the file are looking for. */
function resultsText({ result }: RunRecording): string {
  const { verdict, sentence, ...rest } = result;
  return `${JSON.stringify({ verdict, sentence, ...rest }, undefined, 2)}\n`;
}
