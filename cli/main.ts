#!/usr/bin/env node
/** The program `quorate`: joins the process to `program.ts`. */

import { randomInt } from "node:crypto";
import type { Screen } from "./io.ts";
import { main } from "./program.ts";

const screen = (stream: NodeJS.WriteStream): Screen => {
  // Whoever reads may stop early, as `head` does; that is no error of ours.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
};

process.exitCode = await main(process.argv.slice(2), {
  out: screen(process.stdout),
  err: screen(process.stderr),
  environment: process.env,
  directory: process.cwd(),
  scenarios: new URL("../scenarios/", import.meta.url),
  now: () => new Date(),
  drawSeed: () => randomInt(2 ** 32),
});
