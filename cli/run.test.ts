import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import type { RunResult } from "../properties/result.ts";
import { desk } from "./commands.test-helper.ts";

test("a run shows its seed first, its promises, and the verdict and replay last", async (t) => {
  const { code, out, err } = await desk(t).type("run", "all-well", "--seed", "7");
  t.is(code, 0);
  t.is(err, "");
  const lines = out.trimEnd().split("\n");
  t.regex(lines[0]!, /^quorate \d/);
  t.is(lines[1], "scenario  all-well");
  t.is(lines[3], "seed      7");
  t.true(
    lines.some((line) =>
      /^ {2}reached write-acknowledged +holds +✔ holds +\d+ +reached /.test(line),
    ),
  );
  t.true(lines.some((line) => /^ {2}longestOutage +\d/.test(line)));
  t.true(
    lines.some((line) => /^report +store\/all-well\/20260101T000000.000Z\/report.html$/.test(line)),
  );
  t.regex(lines.at(-2)!, /^verdict: holds — /);
  t.is(lines.at(-1), "replay: npx quorate run all-well --seed 7");
});

test("a scenario's name alone runs it", async (t) => {
  const { code, out } = await desk(t).type("all-well", "--seed", "7", "--quiet");
  t.is(code, 0);
  t.regex(out, /^verdict: holds — [^\n]+\n$/);
});

const verdicts = [
  ["all-well", 0, "holds"],
  ["goes-wrong", 1, "broken"],
  ["cannot-tell", 2, "unknown"],
] as const;

for (const [scenario, code, verdict] of verdicts) {
  test(`${verdict} is exit code ${code}, as text and as JSON`, async (t) => {
    const { type } = desk(t);
    const text = await type("run", scenario, "--seed", "7");
    t.is(text.code, code);
    t.true(text.out.includes(`\nverdict: ${verdict} — `));
    const json = await type("run", scenario, "--seed", "7", "--json");
    t.is(json.code, code);
    t.is((JSON.parse(json.out) as RunResult).verdict, verdict);
  });
}

test("JSON is one document with all that was found, and nothing else is on standard output", async (t) => {
  const { out, err } = await desk(t).type("run", "two-cases", "--seed", "0x7", "--json");
  t.is(err, "");
  const result = JSON.parse(out) as RunResult & { store: string };
  t.like(result, { tool: "quorate", scenario: "two-cases", seed: 7 });
  t.regex(result.configHash, /^[0-9a-f]{16}$/);
  t.regex(result.fingerprint, /^[0-9a-f]{16}$/);
  t.is(result.replay, "npx quorate run two-cases --seed 7");
  t.is(result.store, "store/two-cases/20260101T000000.000Z");
  t.true(result.events > 0 && result.virtualTime > 2_000_000);
  t.deepEqual(
    result.cases.map(({ name, system }) => [name, system]),
    [
      ["dynamodb, as is", "dynamodb"],
      ["dynamodb, slow heartbeat", "dynamodb"],
    ],
  );
  for (const { properties, measures } of result.cases) {
    t.true(properties.length > 0);
    for (const property of properties) {
      t.deepEqual(
        [property.name, property.kind, property.verdict, property.reason].map(
          (part) => typeof part,
        ),
        ["string", "string", "string", "string"],
      );
      t.true(Number.isInteger(property.checked));
    }
    for (const { value, unit } of Object.values(measures)) {
      t.deepEqual([typeof value, typeof unit], ["number", "string"]);
    }
  }
});

test("a drawn seed is said first, even by a quiet run, and is in the replay", async (t) => {
  const { type } = desk(t).with({ drawSeed: () => 4242 });
  const loud = await type("run", "all-well", "--no-report");
  t.true(loud.out.includes("\nseed      4242 (drawn)\n"));
  t.true(loud.out.endsWith("replay: npx quorate run all-well --seed 4242\n"));
  const quiet = await type("run", "all-well", "--no-report", "--quiet");
  t.regex(quiet.out, /^seed 4242\nverdict: holds — .*\n$/);
});

test("a seed may come from the environment, and the command line goes before it", async (t) => {
  const { type } = desk(t).with({ environment: { QUORATE_SEED: "0x10" } });
  t.true((await type("all-well", "--no-report")).out.includes("\nseed      16 (QUORATE_SEED)\n"));
  t.true((await type("all-well", "--no-report", "--seed", "3")).out.includes("\nseed      3\n"));
});

test("a quiet run that fails says how to see it again", async (t) => {
  const { out } = await desk(t).type("run", "goes-wrong", "--seed", "7", "--quiet", "--no-report");
  t.regex(out, /^replay {3}npx quorate run goes-wrong --seed 7\nverdict: broken — .*\n$/);
});

test("what a run found cannot write to the terminal", async (t) => {
  const plain = await desk(t).type("run", "goes-wrong", "--seed", "7", "--no-report");
  t.true(plain.out.includes("key [2Jwas lost"));
  t.false(plain.out.includes("\u001b"));
  const coloured = await desk(t).with({ terminal: true }).type("run", "goes-wrong", "--no-report");
  t.true(coloured.out.includes("\u001b[91m"));
  t.false(coloured.out.includes("\u001b[2J"));
  const json = await desk(t).type("run", "goes-wrong", "--seed", "7", "--no-report", "--json");
  t.false(json.out.includes("\u001b"));
});

test("changed settings are shown before the run, and all of them when asked for", async (t) => {
  const { type } = desk(t);
  const words = ["run", "all-well", "--seed", "7", "--no-report", "--set"];
  const few = await type(...words, "leaderLease=3s", "--set", "client.timeout=2s");
  t.true(few.out.includes("\nsettings  leaderLease=3s\n          client.timeout=2s\n\n"));
  t.true(few.out.endsWith("--seed 7 --set leaderLease=3s --set client.timeout=2s\n"));
  const all = await type(...words, "leaderLease=3s", "--verbose");
  t.true(all.out.includes("\n          heartbeat=250ms\n"));
  const different = await type("run", "two-cases", "--seed", "7", "--no-report");
  t.true(different.out.includes("\nsettings  dynamodb, slow heartbeat: heartbeat=300ms\n"));
});

test("a changed setting changes the run and its hash", async (t) => {
  const { type } = desk(t);
  const run = async (...more: readonly string[]) =>
    JSON.parse(
      (await type("run", "all-well", "--seed", "7", "--no-report", "--json", ...more)).out,
    ) as RunResult;
  const usual = await run();
  const changed = await run("--set", "heartbeat=300ms");
  t.not(usual.configHash, changed.configHash);
  t.not(usual.fingerprint, changed.fingerprint);
  const checked = await run("--check");
  t.is(checked.fingerprint, usual.fingerprint);
});

test("a run's folder holds everything, and the same seed gives the same bytes", async (t) => {
  const { type, directory } = desk(t);
  await type("run", "two-cases", "--seed", "7", "--out", "one");
  await type("run", "two-cases", "--seed", "7", "--out", "two", "--json");
  const names = readdirSync(join(directory, "one")).sort();
  t.deepEqual(names, [
    "config.json",
    "history.jsonl",
    "history.txt",
    "report.html",
    "results.json",
    "trace.bin",
    "trace.jsonl",
  ]);
  for (const name of names) {
    const [one, two] = ["one", "two"].map((folder) => readFileSync(join(directory, folder, name)));
    t.true(one!.equals(two!), `${name} differs`);
  }
});

test("the wall clock is in the folder's name and in no file", async (t) => {
  const { directory, with: given } = desk(t);
  const years = ["2026-05-06T07:08:09Z", "2031-02-03T04:05:06Z"];
  for (const year of years)
    await given({ now: () => new Date(year) }).type("all-well", "--seed", "7");
  const store = join(directory, "store", "all-well");
  const [first, second] = ["20260506T070809.000Z", "20310203T040506.000Z"];
  t.deepEqual(readdirSync(store).sort(), [first, second, "latest"]);
  t.is(readlinkSync(join(store, "latest")), second);
  for (const name of readdirSync(join(store, first!))) {
    const [one, two] = [first, second].map((folder) => readFileSync(join(store, folder!, name)));
    t.true(one!.equals(two!), `${name} differs`);
  }
});

test("judging only writes nothing", async (t) => {
  const { type, directory } = desk(t);
  const { out } = await type("run", "all-well", "--seed", "7", "--no-report", "--json");
  t.is((JSON.parse(out) as { store: unknown }).store, null);
  t.deepEqual(readdirSync(directory), []);
});

test("a recorded log is replayed, its damaged lines counted and named", async (t) => {
  const { type, directory } = desk(t);
  const lines = [
    "time,operation,key,bytes",
    "0.1,put,k1,100",
    "oops",
    "0.2,get,k1,100",
    "0.3,fly,k1,1",
  ];
  writeFileSync(join(directory, "requests.csv"), `${lines.join("\n")}\n`);
  const words = ["run", "all-well", "--seed", "7", "--workload", "requests.csv"];
  const { out } = await type(...words, "--json");
  const { workload, replay, store } = JSON.parse(out) as {
    readonly workload: unknown;
    readonly replay: string;
    readonly store: string;
  };
  t.deepEqual(workload, {
    lines: 4,
    good: 2,
    rejected: 2,
    rejectedLines: [
      { line: 3, why: "expected 4 columns, as in the header, got 1" },
      { line: 5, why: 'unknown operation "fly"' },
    ],
  });
  t.is(replay, "npx quorate run all-well --seed 7 --workload requests.csv");
  const history = readFileSync(join(directory, store, "history.jsonl"), "utf8");
  const asked = history.split("\n").filter((line) => /"invoke".*"phase":"load"/.test(line));
  t.is(asked.length, 2);

  const text = (await type(...words, "--no-report")).out;
  t.true(text.includes("\nworkload  requests.csv: 2 requests, 2 lines rejected\n"));
  t.true(text.includes("\n          line 3: expected 4 columns"));
});

test("a log without a request is refused", async (t) => {
  const { type, directory } = desk(t);
  writeFileSync(join(directory, "empty.csv"), "");
  writeFileSync(join(directory, "noise.csv"), "x\ny\n");
  const empty = await type("run", "all-well", "--workload", "empty.csv");
  t.is(empty.code, 254);
  t.is(empty.err, "quorate: no line of empty.csv is a request: in line 1, the file is empty\n");
  const noise = await type("run", "all-well", "--workload", "noise.csv");
  t.is(
    noise.err,
    "quorate: no line of noise.csv is a request: in line 1, expected 7 columns, got 1\n",
  );
});

test("a preset takes the place of the scenario's load", async (t) => {
  const words = ["run", "all-well", "--seed", "7", "--no-report", "--workload", "preset:ycsb-c"];
  const { out } = await desk(t).type(...words, "--scale", "0.1", "--json");
  const result = JSON.parse(out) as RunResult & { workload: unknown };
  t.deepEqual(result.workload, { preset: "preset:ycsb-c" });
  t.is(result.replay, "npx quorate run all-well --seed 7 --workload preset:ycsb-c --scale 0.1");
  t.true(result.cases[0]!.measures.strongReadAttempts!.value > 0);
  t.is(result.cases[0]!.measures.acknowledged!.value, 0);
});

test("all that was given and decides a run is in the replay that it prints", async (t) => {
  const given = ["--workload", "preset:ycsb-c", "--scale", "0.1", "--max-events", "500", "--check"];
  const words = ["run", "all-well", "--seed", "7", "--no-report", ...given];
  const replay = `npx quorate run all-well --seed 7 ${given.join(" ")}`;
  const { out } = await desk(t).type(...words, "--json");
  t.is((JSON.parse(out) as RunResult).replay, replay);
  t.true((await desk(t).type(...words)).out.endsWith(`\nreplay: ${replay}\n`));
});

test("a run that is the same twice says so", async (t) => {
  const { code, out } = await desk(t).type(
    "all-well",
    "--seed",
    "7",
    "--check-determinism",
    "--no-report",
  );
  t.is(code, 0);
  t.true(out.includes("\ndeterminism  the same events twice, and in check mode\n"));
});

test("a run that is never the same is broken, at the first event that differs", async (t) => {
  const { code, out } = await desk(t).type("never-the-same", "--seed", "7", "--check-determinism");
  t.is(code, 1);
  t.regex(
    out,
    /\nverdict: broken — Not deterministic: two runs of one seed differ at event \d+ of dynamodb \(\d+\.\d{3} ms\): first ".+", then ".+"\.\n/,
  );
});

test("a terminal sees how far a run has come, a pipe does not", async (t) => {
  let time = 0;
  const now = () => {
    time += 200;
    return new Date(time);
  };
  const watched = await desk(t)
    .with({ terminal: true, now })
    .type("all-well", "--no-report", "--json");
  t.true(watched.err.includes("\r\u001b[Kdynamodb: "));
  t.regex(watched.err, /\d\.\d s of \d+\.\d s, [\d ]+ events/);
  t.notThrows(() => JSON.parse(watched.out));
  const quiet = await desk(t)
    .with({ terminal: true, now })
    .type("all-well", "--no-report", "--quiet");
  t.is(quiet.err, "");
});

test("a folder that exists keeps what is in it when a run cannot be", async (t) => {
  const { type, directory } = desk(t);
  writeFileSync(join(directory, "results.json"), "mine");
  const { code, err } = await type("run", "all-well", "--out", ".");
  t.is(code, 254);
  t.is(err, "quorate: . holds a results.json that is no run's: expected an empty or new folder\n");
  t.is(readFileSync(join(directory, "results.json"), "utf8"), "mine");
  t.false(existsSync(join(directory, "config.json")));
});
