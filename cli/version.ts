import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export interface Version {
  /** From package.json: "0.1.0". */
  readonly number: string;
  /** "1a2b3c4d5e6f", with ", modified" when the work tree is; undefined in an installed package. */
  readonly commit: string | undefined;
}

let known: Version | undefined;

/** Which quorate this is. Asked of the disk, and of git, once. */
export function readVersion(): Version {
  known ??= findVersion();
  return known;
}

function findVersion(): Version {
  const root = packageRoot(dirname(fileURLToPath(import.meta.url)));
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    version: string;
  };
  return { number: version, commit: commitOf(root) };
}

/** "quorate 0.1.0 (commit 1a2b3c4d5e6f, modified)" */
export const formatVersion = ({ number, commit }: Version): string =>
  `quorate ${number}${commit === undefined ? "" : ` (commit ${commit})`}`;

function packageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(dirname(folder));
}

function commitOf(root: string): string | undefined {
  // Looked for here alone: an installed package may lie within somebody else's repository.
  if (!existsSync(join(root, ".git"))) return undefined;
  try {
    const commit = git(root, "rev-parse", "--short=12", "HEAD");
    const modified = git(root, "status", "--porcelain", "--untracked-files=no") !== "";
    return modified ? `${commit}, modified` : commit;
  } catch {
    return undefined; // No git on this machine, or no commit yet.
  }
}

const git = (root: string, ...args: readonly string[]): string =>
  execFileSync("git", ["-C", root, ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: 2_000,
  }).trim();
