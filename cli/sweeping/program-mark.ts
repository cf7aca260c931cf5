import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * A hash over everything that decides a run: the program's simulation, properties and scenarios. A
 * sweep must not go on with what another program has judged.
 *
 * @param scenarios the folder that the scenarios are taken from
 */
export function programMark(scenarios: URL): string {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  const hash = createHash("sha256");
  const folders = ["sim", "properties", "scenarios"].map((name) => join(root, name));
  for (const folder of [...folders, fileURLToPath(scenarios)]) {
    for (const name of codeIn(folder))
      hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex").slice(0, 16);
}

function codeIn(folder: string): readonly string[] {
  const extension = extname(import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(extension) && !/\.(test|test-helper|d)\.[a-z]+$/.test(name))
    .sort((one, other) => (one < other ? -1 : 1));
}
