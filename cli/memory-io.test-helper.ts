import type { Io } from "./io.ts";

/** What a command wrote, and an `Io` that caught it: how tests run commands without a process. */
export interface MemoryIo extends Io {
  readonly written: { out: string; err: string };
}

/**
 * @param given what differs from a pipe in an empty environment on 1 January 2026, with seed 7
 */
export function memoryIo(
  given: Partial<Io> & Pick<Io, "directory"> & { readonly terminal?: boolean },
): MemoryIo {
  const written = { out: "", err: "" };
  const screen = (name: "out" | "err") => ({
    write: (text: string) => {
      written[name] += text;
    },
    isClosed: false,
    isTerminal: given.terminal ?? false,
    columns: given.terminal ? 100 : undefined,
  });
  return {
    out: screen("out"),
    err: screen("err"),
    environment: {},
    scenarios: new URL("../scenarios/", import.meta.url),
    now: () => new Date("2026-01-01T00:00:00Z"),
    drawSeed: () => 7,
    written,
    ...given,
  };
}
