import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { memoryIo } from "./memory-io.test-helper.ts";
import { type Artefact, chooseFolder, linkLatest, shown, writeFolder } from "./store.ts";
import { UsageError } from "./usage-error.ts";

const made: string[] = [];
const emptyFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "quorate-store-"));
  made.push(folder);
  return folder;
};
test.after.always(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

const run = (report: string): readonly Artefact[] => [
  { name: "report.html", contents: [report] },
  { name: "trace.bin", contents: [new Uint8Array([1, 2]), new Uint8Array([3])] },
  { name: "config.json", contents: ['{"tool":"quorate"}'] },
];

test("a run gets a folder of its own, named after the instant in UTC", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  const folder = chooseFolder(io, "leader-crash", undefined);
  t.is(shown(io, folder), join("store", "leader-crash", "20260101T000000.000Z"));
  t.deepEqual(readdirSync(io.directory), [], "choosing leaves no trace");

  writeFolder(io, folder, run("one"));
  linkLatest(folder);
  t.deepEqual(readdirSync(folder).sort(), ["config.json", "report.html", "trace.bin"]);
  t.deepEqual([...readFileSync(join(folder, "trace.bin"))], [1, 2, 3]);
  t.deepEqual(readdirSync(join(folder, "..")).sort(), ["20260101T000000.000Z", "latest"]);
});

test("a second run of the same instant goes beside the first, and latest moves on", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  for (const report of ["one", "two"]) {
    const folder = chooseFolder(io, "leader-crash", undefined);
    writeFolder(io, folder, run(report));
    linkLatest(folder);
  }
  const store = join(io.directory, "store", "leader-crash");
  t.is(readlinkSync(join(store, "latest")), "20260101T000000.000Z-2");
  t.is(readFileSync(join(store, "latest", "report.html"), "utf8"), "two");
  t.is(readFileSync(join(store, "20260101T000000.000Z", "report.html"), "utf8"), "one");
});

test("a chosen folder is used as it is, and a run in it is replaced", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  for (const report of ["one", "two"]) {
    const folder = chooseFolder(io, "leader-crash", "deep/below");
    t.is(folder, join(io.directory, "deep", "below"));
    writeFolder(io, folder, run(report));
  }
  const folder = join(io.directory, "deep", "below");
  t.is(readFileSync(join(folder, "report.html"), "utf8"), "two");
  t.deepEqual(readdirSync(folder).sort(), ["config.json", "report.html", "trace.bin"]);
});

test("a folder with other things in it keeps them", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  writeFileSync(join(io.directory, "notes.txt"), "mine");
  writeFolder(io, chooseFolder(io, "leader-crash", "."), run("one"));
  t.is(readFileSync(join(io.directory, "notes.txt"), "utf8"), "mine");
  t.is(readFileSync(join(io.directory, "report.html"), "utf8"), "one");
});

test("a file of the same name that is no run's is never replaced", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  writeFileSync(join(io.directory, "config.json"), "{}");
  t.throws(() => chooseFolder(io, "leader-crash", "."), {
    instanceOf: UsageError,
    message: ". holds a config.json that is no run's: expected an empty or new folder",
  });
});

test("a folder that cannot be is refused before anything is run", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  writeFileSync(join(io.directory, "file"), "");
  t.throws(() => chooseFolder(io, "leader-crash", "file/below"), {
    instanceOf: UsageError,
    message: `cannot write into ${join("file", "below")}: a part of the path is a file, not a folder`,
  });
  t.deepEqual(readdirSync(io.directory), ["file"]);
});

test("a run that fails to be written leaves nothing", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  const folder = join(io.directory, "store", "run");
  function* failing(): Generator<string> {
    yield "half";
    throw new Error("no more");
  }
  const artefacts = [...run("one"), { name: "history.jsonl", contents: failing() }];
  t.throws(() => writeFolder(io, folder, artefacts), { message: "no more" });
  t.deepEqual(readdirSync(join(io.directory, "store")), []);
});

test("a run written into a standing folder appears whole or not at all", (t) => {
  const io = memoryIo({ directory: emptyFolder() });
  mkdirSync(join(io.directory, "standing"));
  const folder = join(io.directory, "standing");
  const twice = [...run("one"), { name: "report.html", contents: ["again"] }];
  t.throws(() => writeFolder(io, folder, twice), {
    instanceOf: UsageError,
    message: "cannot write into standing: something of that name exists already",
  });
  t.deepEqual(readdirSync(folder), []);
});
