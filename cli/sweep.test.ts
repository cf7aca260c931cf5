import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { desk } from "./commands.test-helper.ts";

const read = (...path: readonly string[]): string => readFileSync(join(...path), "utf8");

test("seeds that all hold bound the share of those that do not", async (t) => {
  const { type, directory } = desk(t);
  const { code, out } = await type("sweep", "all-well", "--seeds", "1..6", "--jobs", "1");
  t.is(code, 0);
  t.regex(out, /\nall-well +6 +0 +0 +fewer than 50\.00 %\n/);
  t.true(out.endsWith("verdict: holds — no promise broke in any of 6 runs.\n"));
  const [folder] = readdirSync(join(directory, "store/sweeps"));
  const files = readdirSync(join(directory, "store/sweeps", folder!));
  t.deepEqual(files, ["results.jsonl", "summary.json", "timing.json"]);
});

test("failures are gathered by promise and case, with the command that shows the shortest", async (t) => {
  const { type } = desk(t);
  const words = [
    "sweep",
    "goes-wrong",
    "all-well",
    "--seeds",
    "5..7",
    "--jobs",
    "1",
    "--no-shrink",
  ];
  const { code, out } = await type(...words);
  t.is(code, 1);
  t.true(
    out.includes("✖ broken goes-wrong: always-broken (dynamodb)\n  in 3 runs: seeds 5, 6, 7\n"),
  );
  t.true(out.includes("\n  replay: npx quorate run goes-wrong --seed 5\n"));
  t.true(out.endsWith("verdict: broken — a promise broke in 3 of 6 runs.\n"));
  t.false(out.includes("\u001b"));
});

test("one document says the same to programs, without the wall clock", async (t) => {
  const { type } = desk(t);
  const { code, out } = await type(
    "sweep",
    "cannot-tell",
    "--seeds",
    "1..2",
    "--jobs",
    "1",
    "--json",
  );
  t.is(code, 2);
  const { verdict, runs, planned, unknown, groups, seconds } = JSON.parse(out);
  t.deepEqual(
    { verdict, runs, planned, unknown },
    { verdict: "unknown", runs: 2, planned: 2, unknown: 2 },
  );
  t.is(groups[0].kind, "unknown");
  t.is(groups[0].shortest.replay, "npx quorate run cannot-tell --seed 1");
  t.is(seconds, undefined);
});

test("a crash of ours is a line like others, and its own exit code", async (t) => {
  const { type } = desk(t);
  const { code, out } = await type(
    "sweep",
    "crashes",
    "all-well",
    "--seeds",
    "1..2",
    "--jobs",
    "1",
  );
  t.is(code, 255);
  t.true(out.includes("✖ crash crashes: TypeError: a mistake of ours\n  in 2 runs: seeds 1, 2\n"));
});

test("a counter-run need break on some seed only, and is told of when it does on none", async (t) => {
  const { type, directory } = desk(t);
  await type("sweep", "two-cases", "--seeds", "1..8", "--jobs", "1", "--out", "all");
  const lines = read(directory, "all/results.jsonl").trim().split("\n").slice(1);
  const idle = lines.map((line) => JSON.parse(line)).find((line) => line.idle.length > 0);
  const seed = String(idle.seed);
  const one = await type("sweep", "two-cases", "--seeds", `${seed}..${seed}`, "--jobs", "1");
  t.is(one.code, 2);
  t.true(
    one.out.includes("two-cases: odd-seed was to break on some seed (dynamodb, slow heartbeat)"),
  );
  const both = await type("sweep", "two-cases", "--seeds", "1..8", "--jobs", "1");
  t.is(both.code, 0);
  const words = ["--seeds", `${seed}..${seed}`, "--jobs", "1", "--main-only"];
  t.is((await type("sweep", "two-cases", ...words)).code, 0);
});

test("a sweep that stops at a failure has all before it and none behind, on any number of jobs", async (t) => {
  const { type, directory } = desk(t);
  const words = [
    "sweep",
    "all-well",
    "goes-wrong",
    "--seeds",
    "3..9",
    "--stop-on-failure",
    "--no-shrink",
  ];
  await type(...words, "--jobs", "1", "--out", "one");
  const two = await type(...words, "--jobs", "2", "--out", "two");
  t.is(two.code, 1, two.err);
  const results = read(directory, "one/results.jsonl");
  t.is(results.trim().split("\n").length, 3);
  t.is(read(directory, "two/results.jsonl"), results);
  t.false(existsSync(join(directory, "one/journal.jsonl")));
});

test("shards put together are, byte for byte, what one sweep would have written", async (t) => {
  const { type, directory } = desk(t);
  const words = ["sweep", "all-well", "two-cases", "--seeds", "1..3", "--jobs", "1"];
  await type(...words, "--out", "whole");
  await type(...words, "--out", "a", "--shard", "1/2");
  await type(...words, "--out", "b", "--shard", "2/2");
  const files = ["b/results.jsonl", "a/results.jsonl"];
  const { code, out } = await type("merge", ...files, "--out", "merged.jsonl");
  t.is(code, 0);
  t.true(out.endsWith("verdict: holds — no promise broke in any of 6 runs.\n"));
  t.is(read(directory, "merged.jsonl"), read(directory, "whole/results.jsonl"));
  const part = await type("merge", files[0]!);
  t.true(part.out.includes("\n3 of 6 planned runs are not among these\n"));
});

test("parts of different sweeps are not put together", async (t) => {
  const { type } = desk(t);
  await type("sweep", "all-well", "--seeds", "1..2", "--jobs", "1", "--out", "a");
  await type("sweep", "all-well", "--seeds", "1..2", "--jobs", "1", "--out", "b", "--for", "1s");
  const { code, err } = await type("merge", "a/results.jsonl", "b/results.jsonl");
  t.is(code, 254);
  t.is(
    err,
    "quorate: b/results.jsonl and a/results.jsonl are parts of different sweeps: they differ in manner\n",
  );
  const none = await type("merge", "a/summary.json");
  t.is(
    none.err,
    "quorate: a/summary.json is not the results of a sweep: expected a results.jsonl\n",
  );
});

for (const [words, message] of [
  [["--shard", "3/2"], '--shard is "3/2": expected its number and how many there are, as in 2/4'],
  [["--jobs", "0"], '--jobs is "0": expected a whole number from 1'],
  [["--for", "5"], '--for is "5": expected a virtual length of time such as 5s or 500ms'],
  [["--time-budget", "x"], '--time-budget is "x": expected a length of time such as 90s or 10min'],
  [["--seeds", "9"], '--seeds is "9": expected a first and a last seed such as 1..1000'],
] as const) {
  test(`${words.join(" ")} is refused before anything is written`, async (t) => {
    const { type, directory } = desk(t);
    const { code, err } = await type("sweep", "all-well", ...words);
    t.is(code, 254);
    t.is(err, `quorate: ${message}\n`);
    t.deepEqual(readdirSync(directory), []);
  });
}

test("a time budget that is over leaves the rest for the next time", async (t) => {
  let now = 0;
  const { type, directory } = desk(t).with({ now: () => new Date((now += 400)) });
  const words = ["sweep", "all-well", "--seeds", "1..4", "--jobs", "1", "--out", "a"];
  const first = await type(...words, "--time-budget", "1s");
  t.regex(first.out, /\n[12] of 4 planned runs are not among these\n/);
  t.true(existsSync(join(directory, "a/journal.jsonl")));
  const second = await type(...words);
  t.regex(second.out, /\nresumed +[23] runs were judged before\n/);
  t.true(second.out.endsWith("verdict: holds — no promise broke in any of 4 runs.\n"));
  await type(...words.slice(0, -1), "b");
  t.is(read(directory, "a/results.jsonl"), read(directory, "b/results.jsonl"));
});
