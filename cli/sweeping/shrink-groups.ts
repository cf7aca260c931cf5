import { join } from "node:path";
import { findScenario } from "../catalogue.ts";
import type { Io } from "../io.ts";
import { progressOn } from "../progress.ts";
import { fileNameOf, type ScenarioFile, writeScenarioFile } from "../shrinking/scenario-file.ts";
import { shrinkFailure } from "../shrinking/shrink-failure.ts";
import type { Group } from "./groups.ts";
import type { SweepRequest } from "./sweep-request.ts";

/** A failure with as little as possible around it, and the file that has it. */
export interface ShrunkGroup {
  readonly path: string;
  readonly file: ScenarioFile;
}

/** Events of all trials for one failure: less than for one that somebody asked for by name. */
const budget = 10_000_000;

/** The first failures of as many kinds are shrunk. */
const mostGroups = 5;

/** Shrinks the shortest example of each kind of failure, and writes it into the sweep's folder. */
export async function shrinkGroups(
  io: Io,
  folder: string,
  { plan, flags }: SweepRequest,
  groups: readonly Group[],
): Promise<readonly ShrunkGroup[]> {
  if (flags.shrink === false) return [];
  const shrunk: ShrunkGroup[] = [];
  const progress = progressOn(io, !flags.quiet);
  for (const group of groups.filter(({ kind }) => kind === "broken").slice(0, mostGroups)) {
    const { seed, at } = group.shortest;
    progress.show(() => `shrinking ${group.property} of seed ${seed}`);
    const scenario = await findScenario(io, group.scenario);
    const file = shrinkFailure(scenario, plan.manner, { ...group, seed, at }, budget);
    if (file === undefined) continue;
    const path = join(folder, fileNameOf(file));
    writeScenarioFile(io, path, file);
    shrunk.push({ path, file });
  }
  progress.done();
  return shrunk;
}
