import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { desk } from "./commands.test-helper.ts";

const samples = new URL("../properties/stored/samples/", import.meta.url);

/** A desk with a sample on it. */
function deskWith(t: Parameters<typeof desk>[0], ...names: readonly string[]) {
  const at = desk(t);
  for (const name of names) {
    const file = fileURLToPath(new URL(name, samples));
    copyFileSync(file, join(at.directory, name.replace("/", "-")));
  }
  return at;
}

test("a history that holds is a line and exit code 0", async (t) => {
  const { type } = deskWith(t, "holds/queue.edn");
  t.deepEqual(await type("check", "holds-queue.edn", "--model", "queue"), {
    code: 0,
    err: "",
    out:
      "✔ holds  holds-queue.edn  queue: linearizable: a legal order of 5 operations was found\n" +
      "verdict: holds — 1 history, and nothing is wrong with it.\n",
  });
});

test("a broken one says which operation cannot go next and what it contradicts", async (t) => {
  const { type } = deskWith(t, "broken/cas-register.log");
  const { code, out } = await type("check", "broken-cas-register.log");
  t.is(code, 1);
  t.regex(out, /^✖ broken {2}broken-cas-register\.log {2}cas-register: not linearizable/);
  t.regex(out, /cannot go next +process 1 cas \[3 4\], refused \(lines 3 to 4\)\n/);
  t.regex(out, /contradiction +process 2 write 3 \(lines 1 to 2\)\n/);
});

test("transactions show the levels that hold, and each anomaly with its proof", async (t) => {
  const { type } = deskWith(t, "broken/list-append.jsonl");
  const { code, out } = await type("check", "broken-list-append.jsonl");
  t.is(code, 1);
  t.regex(out, /✔ read committed, ✔ read atomic, ✔ causal, ✔ snapshot isolation, ✖ serializable/);
  t.regex(out, /anomaly +G2-item \(write skew\): line 1 read x = \[\]/);
});

test("a lower level may be asked for", async (t) => {
  const { type } = deskWith(t, "broken/list-append.jsonl");
  const { code } = await type("check", "broken-list-append.jsonl", "--level", "snapshot-isolation");
  t.is(code, 0);
});

test("many files are judged in one go, and the worst decides", async (t) => {
  const { type, directory } = deskWith(t, "holds/mutex.edn", "broken/bank-sum.edn");
  writeFileSync(join(directory, "empty.edn"), "");
  const files = ["holds-mutex.edn", "empty.edn", "broken-bank-sum.edn"];
  const { code, out } = await type("check", ...files);
  t.is(code, 1);
  t.regex(out, /verdict: broken — of 3 histories 1 is broken, 1 is undecided\.\n$/);
  t.is((await type("check", "holds-mutex.edn", "empty.edn")).code, 2);
});

test("--json is one document with the verdict of each file", async (t) => {
  const { type } = deskWith(t, "holds/transactions.plume.txt", "broken/counter-sum.edn");
  const files = ["holds-transactions.plume.txt", "broken-counter-sum.edn"];
  const { code, out } = await type("check", ...files, "--json");
  t.is(code, 1);
  const document = JSON.parse(out);
  t.is(document.verdict, "broken");
  t.deepEqual(document.files[0], {
    file: "holds-transactions.plume.txt",
    format: "plume",
    model: "transactions",
    case: null,
    verdict: "holds",
    sentence: "serializable",
    operations: 2,
    level: "serializable",
    levels: {
      "read-committed": "holds",
      "read-atomic": "holds",
      causal: "holds",
      "snapshot-isolation": "holds",
      serializable: "holds",
    },
    anomalies: [],
  });
  t.deepEqual(
    document.files[1].contradiction,
    ["process 2 read, got 3 (lines 3 to 4)"].map((each) => each.replace("3 to 4", "4 to 5")),
  );
});

test("a run's folder stands for its history, case by case", async (t) => {
  const { type } = desk(t);
  await type("run", "all-well", "--seed", "3", "--out", "kept", "--quiet");
  const { code, out } = await type("check", "kept");
  t.is(code, 0);
  t.regex(out, /^✔ holds {2}kept\/history\.jsonl, .* {2}kv: linearizable: a legal order/);
});

test("what cannot be read is a sentence with file and line, and exit code 254", async (t) => {
  const { type, directory } = desk(t);
  writeFileSync(join(directory, "bad.edn"), "{:type :invoke, :f :read}\n{:type :maybe}\n");
  mkdirSync(join(directory, "folder"));
  const said = [
    [
      ["bad.edn"],
      'bad.edn, line 2: an event has the :type "maybe": expected invoke, ok, fail or info',
    ],
    [["gone.edn"], "cannot read gone.edn: there is no such file or folder"],
    [["folder"], "cannot read folder/history.jsonl: there is no such file or folder"],
    [["bad.edn", "--model", "mutexx"], '--model is "mutexx": did you mean mutex?'],
    [["bad.edn", "--format", "ednn"], '--format is "ednn": did you mean edn?'],
    [
      ["bad.edn", "--level", "serialisable"],
      '--level is "serialisable": did you mean serializable?',
    ],
  ] as const;
  for (const [words, sentence] of said) {
    const { code, out, err } = await type("check", ...words);
    t.is(code, 254);
    t.is(out, "");
    t.true(err.startsWith(`quorate: ${sentence}`), err);
  }
});

test("a level means nothing for a register", async (t) => {
  const { type } = deskWith(t, "holds/cas-register.edn");
  const { code, err } = await type("check", "holds-cas-register.edn", "--level", "causal");
  t.is(code, 254);
  t.regex(err, /--level causal says nothing of holds-cas-register\.edn, a cas-register/);
});
