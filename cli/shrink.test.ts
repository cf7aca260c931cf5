import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { desk } from "./commands.test-helper.ts";

const wrong = ["shrink", "all-well", "--seed", "1", "--bug", "ack-before-quorum"];

test("a failing seed becomes a file that reproduces it, with each operation in words", async (t) => {
  const { type, directory } = desk(t);
  const { code, out } = await type(...wrong, "--out", "least.json");
  t.is(code, 1);
  t.regex(out, /^\d operations?, 0 faults and .* are left of /);
  t.regex(out, /\n {2}[\d.]+ ms client-[abc]-1 put key-\d\n/);
  t.regex(
    out,
    /\nreplay: npx quorate replay least\.json\nverdict: broken — acknowledged-is-durable/,
  );
  const replay = await type("replay", "least.json", "--json");
  t.is(replay.code, 0);
  const { reproduced, identical, property } = JSON.parse(replay.out);
  t.deepEqual(
    { reproduced, identical, property },
    { reproduced: true, identical: true, property: "acknowledged-is-durable" },
  );
  await type(...wrong, "--out", "again.json");
  const text = (name: string) => readFileSync(join(directory, name), "utf8");
  t.is(text("again.json"), text("least.json"));
});

test("a shrunk scenario whose cause is taken away does not break any more", async (t) => {
  const { type, directory } = desk(t);
  await type(...wrong, "--out", "least.json");
  const path = join(directory, "least.json");
  const mend = (change: (file: Record<string, unknown>) => object) =>
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, "utf8")))));
  mend((file) => ({ ...file, changes: {} }));
  const { code, out } = await type("replay", "least.json", "--quiet");
  t.is(code, 1);
  t.is(out, "not reproduced — acknowledged-is-durable does not break any more.\n");
  mend((file) => ({ ...file, faults: [{ says: "", fault: { kind: "crush" } }] }));
  const damaged = await type("replay", "least.json");
  t.is(damaged.code, 254);
  t.true(damaged.err.includes('least.json is damaged: Fault 1: there is no kind "crush"'));
});

test("a seed on which nothing breaks has nothing to shrink", async (t) => {
  const { code, out } = await desk(t).type("shrink", "all-well", "--seed", "1");
  t.is(code, 0);
  t.is(out, "verdict: holds — no promise breaks on this seed: there is nothing to shrink.\n");
});

test("a failing sweep ends in its shortest failures, shrunk", async (t) => {
  const { type } = desk(t);
  const words = [
    "sweep",
    "all-well",
    "--bug",
    "ack-before-quorum",
    "--seeds",
    "1..2",
    "--jobs",
    "1",
  ];
  const { code, out } = await type(...words, "--out", "found");
  t.is(code, 1);
  const [, path = ""] = /\nreplay: npx quorate replay (\S+)\n/.exec(out) ?? [];
  t.regex(path, /^found\/all-well-\d-dynamodb-acknowledged-is-durable\.json$/);
  t.is((await type("replay", path)).code, 0);
});

test("a run that is cut short is replayed as it was", async (t) => {
  const { type } = desk(t);
  const words = ["run", "two-cases", "--seed", "3", "--for", "500ms", "--main-only", "--quiet"];
  t.is((await type(...words, "--out", "short")).code, 0);
  const { code, out } = await type("replay", "short", "--quiet");
  t.is(code, 0);
  t.true(out.startsWith("identical — "));
});
