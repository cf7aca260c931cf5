import { execFile } from "node:child_process";
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
