/** For tests: a folder in which `import "quorate"` means these sources, by the package's own exports. */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExecutionContext } from "ava";

const root = fileURLToPath(new URL("../..", import.meta.url));

export interface Consumer {
  readonly directory: string;
  /** Runs a module of that folder; what it printed and how it ended. */
  run(file: string): { readonly status: number | null; readonly printed: string };
}

/** Gone when the test is over. */
export function consumer(t: ExecutionContext): Consumer {
  const directory = mkdtempSync(join(tmpdir(), "quorate-consumer-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const installed = join(directory, "node_modules", "quorate");
  mkdirSync(installed, { recursive: true });
  symlinkSync(join(root, "node_modules", "fast-check"), join(directory, "node_modules/fast-check"));
  symlinkSync(root, join(installed, "source"));
  writeFileSync(join(directory, "package.json"), '{ "type": "module" }\n');
  writeFileSync(join(installed, "package.json"), JSON.stringify(packageOfSources()));
  return {
    directory,
    run(file) {
      const tsx = new URL("../../tsx-register.js", import.meta.url).href;
      const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", tsx, file], {
        cwd: directory,
        encoding: "utf8",
        // A test runner within a test runner would report to its parent.
        env: { ...process.env, NODE_TEST_CONTEXT: undefined },
      });
      return { status, printed: stdout + stderr };
    },
  };
}

/** The package's exports, leading to sources in place of what is compiled from them. */
function packageOfSources() {
  const { name, type, exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const toSource = (path: string): string =>
    path.replace("./dist/", "./source/").replace(/\.js$/, ".ts");
  const entries = Object.entries(exports as Record<string, string | { default: string }>);
  return {
    name,
    type,
    exports: Object.fromEntries(
      entries.flatMap(([key, to]) => (typeof to === "string" ? [] : [[key, toSource(to.default)]])),
    ),
  };
}
