import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { type Desk, desk, standingDesk } from "./commands.test-helper.ts";

const words = ["run", "all-well", "--seed", "7", "--out", "run", "--quiet"];
const recorded = new Map<string, Buffer>();

test.before("one run is recorded for all", async (t) => {
  const { directory, type } = standingDesk();
  t.is((await type(...words)).code, 0);
  for (const name of ["config.json", "trace.bin"]) {
    recorded.set(name, readFileSync(join(directory, "run", name)));
  }
  rmSync(directory, { recursive: true });
});

/** A desk with what `replay` reads of a run of `all-well`, in the folder "run". */
function recordedRun(t: Parameters<typeof desk>[0]): Desk {
  const made = desk(t);
  mkdirSync(join(made.directory, "run"));
  for (const [name, bytes] of recorded) writeFileSync(join(made.directory, "run", name), bytes);
  return made;
}

function edit({ directory }: Desk, change: (text: string) => string): void {
  const file = join(directory, "run", "config.json");
  writeFileSync(file, change(readFileSync(file, "utf8")));
}

test("a run repeats exactly, from its file and from its folder", async (t) => {
  const made = desk(t);
  await made.type(...words, "--set", "heartbeat=300ms");
  for (const path of ["run/config.json", "run"]) {
    const { code, out } = await made.type("replay", path);
    t.is(code, 0);
    t.regex(out, /\nidentical — \d+ events gave the recorded fingerprint [0-9a-f]{16}\.\n$/);
    t.false(out.includes("note"));
  }
});

test("JSON says the same", async (t) => {
  const made = recordedRun(t);
  const { out } = await made.type("replay", "run", "--json");
  const outcome = JSON.parse(out) as { readonly recorded: string; readonly now: string };
  t.like(outcome, {
    identical: true,
    scenario: "all-well",
    seed: 7,
    difference: null,
    remarks: [],
  });
  t.is(outcome.recorded, outcome.now);
});

const edits: readonly (readonly [what: string, from: RegExp | string, to: string])[] = [
  ["seed", '"seed": 7', '"seed": 8'],
  ["setting", '"changes": {}', '"changes": { "heartbeat": "300ms" }'],
];

for (const [what, from, to] of edits) {
  test(`an edited ${what} is found at the first event that differs`, async (t) => {
    const made = recordedRun(t);
    edit(made, (text) => text.replace(from, to));
    const { code, out } = await made.type("replay", "run");
    t.is(code, 1);
    t.true(out.includes("\nnote      the file has been edited since it was written\n"));
    t.regex(
      out,
      /\ndifferent — The runs part at event \d+ of dynamodb \(\d+\.\d{3} ms\): recorded ".+", now ".+"\.\n$/,
    );
    const { difference } = JSON.parse((await made.type("replay", "run", "--json")).out) as {
      readonly difference: { readonly event: number; readonly time: number };
    };
    t.true(Number.isInteger(difference.event) && Number.isInteger(difference.time));
  });
}

test("an edited setting changes the hash of the configuration, and that is said", async (t) => {
  const made = recordedRun(t);
  edit(made, (text) => text.replace('"changes": {}', '"changes": { "heartbeat": "300ms" }'));
  const { out } = await made.type("replay", "run");
  t.regex(
    out,
    /note +scenario or settings are others: their hash was [0-9a-f]{16}, now [0-9a-f]{16}\n/,
  );
});

test("an edited fingerprint is told apart from a run that differs", async (t) => {
  const made = recordedRun(t);
  edit(made, (text) => text.replaceAll(/"fingerprint": "[0-9a-f]{4}/g, '"fingerprint": "0000'));
  const { code, out } = await made.type("replay", "run");
  t.is(code, 1);
  t.regex(
    out,
    /All \d+ records of the trace are the same, only the fingerprint of dynamodb in the file is another\.\n$/,
  );
});

test("an edited count of events is noticed", async (t) => {
  const made = recordedRun(t);
  edit(made, (text) => text.replace(/"events": \d+/, '"events": 3'));
  const { code, out } = await made.type("replay", "run");
  t.is(code, 1);
  t.regex(out, /only the counts or fingerprint in the file is another\.\n$/);
});

test("another version repeats the run too, and says that it is another", async (t) => {
  const made = recordedRun(t);
  edit(made, (text) => text.replace(/"version": "[^"]+"/, '"version": "0.0.1"'));
  const { code, out } = await made.type("replay", "run");
  t.is(code, 0);
  t.regex(
    out,
    /note +it was recorded by quorate 0\.0\.1, this is \d+\.\d+\.\d+: a seed is bound to a version\n/,
  );
});

test("without the recorded trace a difference is known but not its place", async (t) => {
  const made = recordedRun(t);
  edit(made, (text) => text.replace('"seed": 7', '"seed": 8'));
  const trace = join(made.directory, "run", "trace.bin");
  writeFileSync(trace, readFileSync(trace).subarray(0, -1));
  const damaged = await made.type("replay", "run", "--quiet");
  t.is(damaged.code, 1);
  t.regex(
    damaged.out,
    /^different — The fingerprints differ; at which event cannot be said: trace\.bin is damaged \(/,
  );
  rmSync(trace);
  const missing = await made.type("replay", "run", "--quiet");
  t.is(missing.code, 1);
  t.is(
    missing.out,
    "different — The fingerprints differ; at which event cannot be said: trace.bin is not beside the file.\n",
  );
});

const refused: readonly (readonly [
  what: string,
  change: (text: string) => string,
  sentence: RegExp,
])[] = [
  ["half a file", (text) => text.slice(0, 100), /^quorate: run\/config\.json is damaged: .+\n$/],
  ["no JSON", () => "seed 7", /^quorate: run\/config\.json is damaged: .+\n$/],
  [
    "another tool's file",
    () => '{"name":"x"}',
    /^quorate: run\/config\.json is not a run of quorate: expected "tool" to be "quorate"\n$/,
  ],
  [
    "a scenario that is gone",
    (text) => text.replace("all-well", "all-wel"),
    /^quorate: unknown scenario "all-wel": did you mean all-well\? .+\n$/,
  ],
  [
    "a setting that is gone",
    (text) => text.replace('"changes": {}', '"changes": { "hartbeat": "1s" }'),
    /^quorate: unknown setting "hartbeat": did you mean heartbeat\?\n$/,
  ],
  [
    "a seed that is none",
    (text) => text.replace('"seed": 7', '"seed": 7.5'),
    /^quorate: run\/config\.json is damaged: "seed" should be a whole number, found 7\.5\n$/,
  ],
];

for (const [what, change, sentence] of refused) {
  test(`refused with one sentence and 254: ${what}`, async (t) => {
    const made = recordedRun(t);
    edit(made, change);
    const { code, out, err } = await made.type("replay", "run/config.json");
    t.is(code, 254);
    t.is(out, "");
    t.regex(err, sentence);
  });
}

test("a run of a recorded log finds the log where the user is, or beside the run", async (t) => {
  const made = desk(t);
  const log = join(made.directory, "requests.csv");
  writeFileSync(log, "time,operation,key,bytes\n0.1,put,k1,100\n0.2,get,k1,100\n");
  await made.type("run", "all-well", "--seed", "7", "--workload", "requests.csv", "--out", "run");
  t.is((await made.type("replay", "run")).code, 0);

  renameSync(log, join(made.directory, "run", "requests.csv"));
  t.is((await made.type("replay", "run")).code, 0);

  mkdirSync(join(made.directory, "elsewhere"));
  cpSync(
    join(made.directory, "run", "config.json"),
    join(made.directory, "elsewhere", "config.json"),
  );
  const lost = await made.type("replay", "elsewhere");
  t.is(lost.code, 254);
  t.is(
    lost.err,
    "quorate: cannot read the workload requests.csv: there is no such file or folder\n",
  );
});

test("a log that has changed since is named, even if the trace does not show it", async (t) => {
  const made = desk(t);
  const log = join(made.directory, "requests.csv");
  writeFileSync(log, "time,operation,key,bytes\n0.1,put,k1,100\n");
  await made.type("run", "all-well", "--seed", "7", "--workload", "requests.csv", "--out", "run");
  writeFileSync(log, "time,operation,key,bytes\n0.1,put,k2,100\n");
  const { code, out } = await made.type("replay", "run");
  t.is(code, 1);
  t.true(out.endsWith(", only the states that the roles ended in are others.\n"));
  t.regex(out, /note +the workload requests\.csv has changed since: its SHA-256 is\s+[0-9a-f]{64}/);
});
