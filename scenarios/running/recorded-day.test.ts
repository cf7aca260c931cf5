/** Request logs of three shapes replay against a table with routers and partitions. */

import test from "ava";
import { readRequestLog } from "../../sim/client/recorded-log.ts";
import { recorded } from "../../sim/client/workload.ts";
import aRecordedDay from "../a-recorded-day.ts";
import { runScenario } from "../run.ts";
import { csvLog, jsonLog, twitterLog } from "./recorded-logs.test-helper.ts";

const replay = (lines: readonly string[]) => {
  const workload = recorded({ log: readRequestLog(lines) });
  const options = { seed: 7, changes: {}, workload, mode: "fast", record: false } as const;
  return runScenario(aRecordedDay, options).recording.result;
};

const shapes = [
  { name: "Twitter's seven columns", lines: twitterLog(), requests: 600 },
  { name: "a CSV with a header", lines: csvLog(), requests: 600 },
  { name: "a JSON object a line", lines: jsonLog(), requests: 500 },
];

for (const { name, lines, requests } of shapes) {
  test(`a log of ${name} replays in a Region, twice with the same fingerprint`, (t) => {
    const [once, again] = [replay(lines), replay(lines)];
    t.is(once.fingerprint, again.fingerprint);
    const { measures, verdict } = once.cases[0]!;
    t.is(verdict, "holds", once.sentence);
    t.is(measures.requests?.value, requests);
    t.is(measures.requestsServed?.value, 1);
    // The log's keys are partition keys: they spread over the table.
    t.is(measures.writePartitions?.value, 6);
  });
}

test("logs of different shape give different runs", (t) => {
  const fingerprints = shapes.map(({ lines }) => replay(lines).fingerprint);
  t.is(new Set(fingerprints).size, shapes.length);
});
