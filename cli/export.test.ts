import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { type Desk, desk } from "./commands.test-helper.ts";

const scenarios = new URL("../scenarios/", import.meta.url);

/** A desk with a kept run of a scenario. */
async function deskWithRun(t: Parameters<typeof desk>[0], scenario: string): Promise<Desk> {
  const at = desk(t).with({ scenarios });
  await at.type("run", scenario, "--seed", "7", "--out", "kept", "--quiet");
  return at;
}

test("what is written for other tools is judged as the history itself", async (t) => {
  const { type } = await deskWithRun(t, "leader-crash");
  for (const [format, model] of [
    ["jepsen-edn", "cas-register"],
    ["porcupine", "kv"],
    ["elle", "rw-register"],
  ] as const) {
    const { code, out } = await type("export", "kept", "--to", format, "--out", format);
    t.is(code, 0);
    t.true(Number(/has (\d+) operations/.exec(out)![1]) > 1_000, out);
    const checked = await type("check", format, "--model", model, "--json");
    const [{ verdict, operations }] = JSON.parse(checked.out).files;
    t.is(verdict, "holds", checked.out);
    t.true(operations > 1_000);
  }
});

test("a broken history is broken in every format", async (t) => {
  const { type } = await deskWithRun(t, "strong-reads-through-failover");
  const checked = await type("check", "kept", "--json");
  t.is(checked.code, 1);
  const cases: readonly { readonly case: string; readonly verdict: string }[] = JSON.parse(
    checked.out,
  ).files;
  for (const { case: name, verdict } of cases) {
    for (const format of ["jepsen-edn", "porcupine"]) {
      await type("export", "kept", "--to", format, "--out", format, "--case", name);
      const { code } = await type("check", format, "--quiet");
      t.is(code, verdict === "broken" ? 1 : 0, `${name} as ${format}`);
    }
  }
  t.deepEqual(new Set(cases.map(({ verdict }) => verdict)), new Set(["holds", "broken"]));
});

test("conditions are told as comparisons, and what cannot be told is counted", async (t) => {
  const { type } = await deskWithRun(t, "conditional-writes");
  const { out, err } = await type("export", "kept", "--to", "jepsen-edn");
  t.regex(out, /:f :cas, :value \["[^"]+" \[\d+ \d+\]\]/);
  t.regex(err, /^has \d+ operations of dynamodb/);
});

test("ShiViz's clocks count a role's own events, and know what came before a message", async (t) => {
  const { type, directory } = await deskWithRun(t, "leader-crash");
  const bounds = ["--from", "1s", "--until", "1100ms"];
  const { code } = await type("export", "kept", "--to", "shiviz", "--out", "log", ...bounds);
  t.is(code, 0);
  const lines = readFileSync(join(directory, "log"), "utf8").trim().split("\n");
  const own = new Map<string, number>();
  let merged = 0;
  for (let at = 0; at < lines.length; at += 2) {
    const [, role, json] = /^(\S+) (\{.*\})$/.exec(lines[at]!)!;
    const clock: Record<string, number> = JSON.parse(json!);
    t.is(clock[role!], (own.get(role!) ?? 0) + 1);
    own.set(role!, clock[role!]!);
    for (const [other, count] of Object.entries(clock)) t.true(count <= own.get(other)!);
    if (/ from \S+ at /.test(lines[at + 1]!) && Object.keys(clock).length > 1) merged += 1;
  }
  t.true(own.size > 5 && merged > lines.length / 10);
});

test("what cannot be exported is a sentence and exit code 254", async (t) => {
  const { type, directory } = desk(t);
  await type("run", "all-well", "--seed", "3", "--out", "kept", "--quiet");
  await type("export", "kept", "--to", "porcupine", "--out", "told");
  rmSync(join(directory, "kept", "trace.bin"));
  for (const [words, sentence] of [
    [["kept", "--to", "jepsen-ednn"], `--to is "jepsen-ednn": did you mean jepsen-edn?`],
    [["kept"], "export needs --to <format>: expected jepsen-edn"],
    [["told", "--to", "elle"], "told is no history of quorate: expected the folder of a run"],
    [["kept", "--to", "elle", "--case", "nobody"], 'unknown case "nobody"'],
    [["kept", "--to", "shiviz"], "kept/trace.bin is not there"],
    [["kept", "--to", "elle", "--out", "kept"], "cannot write kept: it is a folder"],
  ] as const) {
    const { code, err } = await type("export", ...words);
    t.is(code, 254, words.join(" "));
    t.true(err.startsWith("quorate: ") && err.includes(sentence), err);
  }
});
