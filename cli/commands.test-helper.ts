import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExecutionContext } from "ava";
import type { Io } from "./io.ts";
import { memoryIo } from "./memory-io.test-helper.ts";
import { main } from "./program.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface Desk {
  /** An empty folder of its own: where commands run, and write. */
  readonly directory: string;
  /** Runs one command line. */
  type(...words: readonly string[]): Promise<Said>;
  /** The same with another terminal, environment or clock. */
  with(given: Partial<Io> & { readonly terminal?: boolean }): Desk;
}

/** A place to type commands at, with the scenarios of `fixtures/`. Gone when the test is over. */
export function desk(t: ExecutionContext): Desk {
  const directory = mkdtempSync(join(tmpdir(), "quorate-cli-"));
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  return deskIn({ directory, scenarios });
}

/** The same outside a test; it stays until somebody takes it away. */
export const standingDesk = (): Desk =>
  deskIn({ directory: mkdtempSync(join(tmpdir(), "quorate-cli-")), scenarios });

const scenarios = new URL("fixtures/", import.meta.url);

function deskIn(given: Parameters<typeof memoryIo>[0]): Desk {
  return {
    directory: given.directory,
    async type(...words) {
      const io = memoryIo(given);
      const code = await main(words, io);
      return { code, ...io.written };
    },
    with: (more) => deskIn({ ...given, ...more }),
  };
}
