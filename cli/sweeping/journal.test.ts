import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { openJournal } from "./journal.ts";
import { crashLine } from "./seed-line.ts";

function place(t: ExecutionContext): string {
  const directory = mkdtempSync(join(tmpdir(), "quorate-journal-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return join(directory, "journal.jsonl");
}

const line = (seed: number) => crashLine({ scenario: "s", seed }, new Error("näh"));

test("what was appended is there when the journal is opened again", (t) => {
  const path = place(t);
  const first = openJournal(path, "head");
  t.deepEqual(first.before, []);
  first.append(line(1));
  first.append(line(2));
  // Not closed: a kill does not wait either.
  const second = openJournal(path, "head");
  t.deepEqual(second.before, [line(1), line(2)]);
  second.append(line(3));
  second.close();
  t.deepEqual(openJournal(path, "head").before, [line(1), line(2), line(3)]);
});

test("a line that was cut in two is gone, and the next one is whole", (t) => {
  const path = place(t);
  openJournal(path, "head").append(line(1));
  appendFileSync(path, JSON.stringify(line(2)).slice(0, -5));
  const journal = openJournal(path, "head");
  t.deepEqual(journal.before, [line(1)]);
  journal.append(line(3));
  journal.close();
  t.is(
    readFileSync(path, "utf8"),
    `head\n${JSON.stringify(line(1))}\n${JSON.stringify(line(3))}\n`,
  );
});

test("a journal of another plan or program is begun anew", (t) => {
  const path = place(t);
  openJournal(path, "head").append(line(1));
  t.deepEqual(openJournal(path, "another").before, []);
  t.is(readFileSync(path, "utf8"), "another\n");
});

test("a journal that is discarded leaves nothing", (t) => {
  const path = place(t);
  openJournal(path, "head").discard();
  t.false(existsSync(path));
});
