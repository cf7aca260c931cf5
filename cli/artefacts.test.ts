import test from "ava";
import { sampleDrift } from "../reports/sample-recording.ts";
import { noCause, noIndex, Trace, traced } from "../sim/kernel/trace.ts";
import { artefactsOf } from "./artefacts.ts";
import type { RunFile } from "./run-file.ts";

const recording = sampleDrift("holds");
const traces = recording.cases.map(({ result }) => {
  const trace = new Trace(["storage-a"], [result.name]);
  trace.append(10, traced.timer, 0, noIndex, 0, noCause);
  return trace;
});
const run: RunFile = {
  tool: "quorate",
  version: "0.1.0",
  scenario: recording.result.scenario,
  seed: 7,
  mode: "fast",
  changes: {},
  configHash: recording.result.configHash,
  fingerprint: recording.result.fingerprint,
  cases: [],
};

const files = (): ReadonlyMap<string, string> =>
  new Map(
    artefactsOf(recording, traces, run, false).map(({ name, contents }) => [
      name,
      Buffer.concat([...contents].map((piece) => Buffer.from(piece))).toString("latin1"),
    ]),
  );

test("a run's folder has these files, the one that seals it last", (t) => {
  t.deepEqual(
    [...files().keys()],
    [
      "report.html",
      "results.json",
      "history.jsonl",
      "history.txt",
      "trace.jsonl",
      "trace.bin",
      "config.json",
    ],
  );
});

test("the same run gives the same bytes in every file", (t) => {
  t.deepEqual(files(), files());
});

test("the verdict comes first in the results", (t) => {
  t.true(files().get("results.json")!.startsWith('{\n  "verdict": "broken",\n  "sentence": '));
});

test("the histories of all cases are in one file, each under its name", (t) => {
  const lines = files().get("history.jsonl")!.trimEnd().split("\n");
  const names = new Set(lines.map((line) => (JSON.parse(line) as { case: string }).case));
  t.deepEqual(
    [...names],
    recording.cases.map(({ result }) => Buffer.from(result.name).toString("latin1")),
  );
  t.is(
    lines.length,
    2 * recording.cases.reduce((sum, { operations }) => sum + operations.length, 0),
  );
});
