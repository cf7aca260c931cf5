#!/usr/bin/env node
/** The program `quorate`: joins the process to `program.ts`. */

import { randomInt } from "node:crypto";
import { main } from "./program.ts";
import { screenOf } from "./screen.ts";

process.exitCode = await main(process.argv.slice(2), {
  out: screenOf(process.stdout),
  err: screenOf(process.stderr),
  environment: process.env,
  directory: process.cwd(),
  scenarios: new URL("../scenarios/", import.meta.url),
  now: () => new Date(),
  drawSeed: () => randomInt(2 ** 32),
});
