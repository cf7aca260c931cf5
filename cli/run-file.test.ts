import test from "ava";
import { formatRunFile, parseRunFile, type RunFile } from "./run-file.ts";
import { UsageError } from "./usage-error.ts";

const run: RunFile = {
  tool: "quorate",
  version: "0.1.0",
  commit: "1a2b3c4d5e6f",
  scenario: "leader-crash",
  seed: 7,
  mode: "fast",
  changes: { leaseLength: "2s" },
  workload: { from: "requests.csv", sha256: "ab", scale: 0.5 },
  maxEvents: 1000,
  configHash: "c0ffee",
  fingerprint: "f1",
  cases: [{ name: "dynamodb", fingerprint: "f1", events: 12 }],
};

test("a run file is read as it was written", (t) => {
  t.deepEqual(parseRunFile(formatRunFile(run), "config.json"), { run, edited: false });
});

test("absent parts stay absent", (t) => {
  const { commit: _, workload: __, maxEvents: ___, ...least } = run;
  const read = parseRunFile(formatRunFile(least), "config.json");
  t.deepEqual(read, { run: least, edited: false });
});

test("an edited file is noticed, a reordered one is the same", (t) => {
  const text = formatRunFile(run);
  t.true(parseRunFile(text.replace('"seed": 7', '"seed": 8'), "config.json").edited);
  const document = JSON.parse(text) as Record<string, unknown>;
  const backwards = Object.fromEntries(Object.entries(document).reverse());
  t.false(parseRunFile(JSON.stringify(backwards), "config.json").edited);
});

const damaged: readonly (readonly [string, string])[] = [
  ["{", "config.json is damaged: "],
  ["", "config.json is damaged: "],
  ["[]", "config.json is not a run of quorate: expected a JSON object"],
  ["{}", 'config.json is not a run of quorate: expected "tool" to be "quorate"'],
  [
    formatRunFile(run).replace('"seed": 7', '"seed": "seven"'),
    'config.json is damaged: "seed" should be a whole number, found "seven"',
  ],
  [
    formatRunFile(run).replace('"scenario"', '"scene"'),
    'config.json is damaged: "scenario" should be a text, found nothing',
  ],
  [
    formatRunFile(run).replace('"scale": 0.5', '"scale": 0'),
    'config.json is damaged: "workload" should be an object with from, scale and, for a file, sha256',
  ],
  [
    formatRunFile(run).replace('"events": 12', '"events": -1'),
    'config.json is damaged: "cases" should be a list of cases',
  ],
];

for (const [text, message] of damaged) {
  test(`refused: ${message}, from ${text.length} characters`, (t) => {
    const error = t.throws(() => parseRunFile(text, "config.json"), { instanceOf: UsageError });
    t.true(error!.message.startsWith(message), error!.message);
  });
}
