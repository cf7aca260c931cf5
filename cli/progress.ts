import type { Io } from "./io.ts";
import { printable } from "./printable.ts";

/** A line at the bottom of a terminal that says how far a long piece of work has come. */
export interface Progress {
  /** Called as often as convenient; drawn at most ten times a second. */
  show(text: () => string): void;
  /** Takes the line away. */
  done(): void;
}

const shortestWait = 100;

/** Draws on standard error, and only for someone who watches: nothing in a pipe or a file. */
export function progressOn(io: Io, wanted: boolean): Progress {
  if (!wanted || !io.err.isTerminal) return { show() {}, done() {} };
  let last = io.now().getTime();
  let drawn = false;
  return {
    show(text) {
      const now = io.now().getTime();
      if (now - last < shortestWait) return;
      last = now;
      drawn = true;
      const line = printable(text()).slice(0, (io.err.columns ?? 80) - 1);
      io.err.write(`\r\u001b[K${line}`);
    },
    done() {
      if (drawn) io.err.write("\r\u001b[K");
      drawn = false;
    },
  };
}
