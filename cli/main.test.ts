import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import type { RunResult } from "../properties/result.ts";
import { memoryIo } from "./memory-io.test-helper.ts";
import { main } from "./program.ts";

interface Ended {
  readonly code: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs the program as a shell would. */
const quorate = (directory: string, ...words: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const program = fileURLToPath(new URL("main.ts", import.meta.url));
    const loader = import.meta.resolve("tsx");
    const args = ["--import", loader, program, ...words];
    execFile(process.execPath, args, { cwd: directory }, (error, out, err) => {
      resolve({ code: error === null ? 0 : error.code, out, err });
    });
  });

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), "quorate-main-"));

test("another process gives the same fingerprint, and writes where it runs", async (t) => {
  const directory = emptyFolder();
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const words = ["run", "leader-crash", "--seed", "7", "--json"];
  const { code, out, err } = await quorate(directory, ...words);
  t.is(code, 0);
  t.is(err, "");
  const there = JSON.parse(out) as RunResult & { readonly store: string };
  const io = memoryIo({ directory });
  t.is(await main([...words, "--no-report"], io), 0);
  const here = JSON.parse(io.written.out) as RunResult;
  t.is(there.fingerprint, here.fingerprint);
  const report = readFileSync(join(directory, there.store, "report.html"), "utf8");
  t.true(report.startsWith("<!doctype html>"));
});

test("the process ends with the code of the command", async (t) => {
  const { code, out, err } = await quorate(tmpdir(), "run", "leader-crsh");
  t.is(code, 254);
  t.is(out, "");
  t.regex(err, /^quorate: unknown scenario "leader-crsh": did you mean leader-crash\? .+\n$/);
});

/** The program with its output in a pipe that nobody has read from yet. */
const started = (...words: readonly string[]) => {
  const program = fileURLToPath(new URL("main.ts", import.meta.url));
  const args = ["--import", import.meta.resolve("tsx"), program, ...words];
  const child = spawn(process.execPath, args, { cwd: tmpdir(), stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  return { out: child.stdout, err: child.stderr, ended };
};

const trace = ["trace", "leader-crash", "--seed", "7", "--until", "2s"];

test("a reader that leaves early, as head does, ends a trace without an error", async (t) => {
  const { out, err, ended } = started(...trace);
  let said = "";
  err.on("data", (piece) => {
    said += String(piece);
  });
  out.once("data", () => out.destroy());
  t.is(await ended, 0);
  t.is(said, "");
});

test("a reader that is slow gets every line", async (t) => {
  const { out, err, ended } = started(...trace);
  err.resume();
  let length = 0;
  out.on("data", (piece: Buffer) => {
    length += piece.length;
    out.pause();
    setTimeout(() => out.resume(), 5);
  });
  t.is(await ended, 0);
  const io = memoryIo({ directory: tmpdir() });
  t.is(await main(trace, io), 0);
  t.is(length, Buffer.byteLength(io.written.out));
  t.true(length > 4 << 16, `only ${length} bytes: too few to fill a pipe`);
});
