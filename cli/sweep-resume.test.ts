import { spawn } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { memoryIo } from "./memory-io.test-helper.ts";
import { main } from "./program.ts";

const program = fileURLToPath(new URL("main.ts", import.meta.url));
const words = ["sweep", "healthy-day", "--seeds", "1..16", "--for", "100ms", "--quiet"];

const linesIn = (file: string): number =>
  existsSync(file) ? readFileSync(file, "utf8").split("\n").length - 1 : 0;

/** Runs the sweep in a process of its own and kills it, without a warning, when it has begun well. */
function killedHalfWay(directory: string, journal: string): Promise<NodeJS.Signals | null> {
  const child = spawn(
    process.execPath,
    ["--import", import.meta.resolve("tsx"), program, ...words, "--jobs", "1", "--out", "killed"],
    { cwd: directory, stdio: "ignore" },
  );
  const watch = setInterval(() => {
    if (linesIn(journal) > 3) child.kill("SIGKILL");
  }, 5);
  return new Promise((resolve) => {
    child.on("exit", (_, signal) => {
      clearInterval(watch);
      resolve(signal);
    });
  });
}

test("a sweep that is killed and started again gives the same file as one that was not", async (t) => {
  t.timeout(300_000);
  const directory = mkdtempSync(join(tmpdir(), "quorate-resume-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const journal = join(directory, "killed/journal.jsonl");
  t.is(await killedHalfWay(directory, journal), "SIGKILL");
  const before = linesIn(journal);
  t.true(before > 3 && before < 17, `${before} lines`);
  // As if the kill had cut a line in two.
  appendFileSync(journal, '{"scenario":"healthy-day","seed":16,"verd');

  const io = memoryIo({ directory });
  const code = await main([...words.slice(0, -1), "--jobs", "1", "--out", "killed"], io);
  t.is(code, 0, io.written.err + io.written.out);
  t.regex(io.written.out, /\nresumed +\d+ runs were judged before\n/);
  t.false(existsSync(journal));

  const other = memoryIo({ directory });
  t.is(await main([...words, "--jobs", "1", "--out", "whole"], other), 0);
  const results = (folder: string) =>
    readFileSync(join(directory, folder, "results.jsonl"), "utf8");
  t.is(results("killed"), results("whole"));
  t.is(results("whole").split("\n").length, 18);
});
