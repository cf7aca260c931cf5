import { writeSync } from "node:fs";
import type { Screen } from "./io.ts";

/**
 * A process's stream as a screen. What is written has gone when `write` returns: a stream's own
 * queue would hold all that a run says until the run is over, and nobody would learn before then
 * that the reader has left.
 */
export function screenOf(stream: {
  readonly fd: number;
  readonly isTTY?: boolean;
  readonly columns?: number;
}): Screen {
  let isClosed = false;
  return {
    write(text) {
      if (!isClosed) isClosed = !writeWhole(stream.fd, text);
    },
    get isClosed() {
      return isClosed;
    },
    isTerminal: stream.isTTY === true,
    columns: stream.columns,
  };
}

/** Whether there was somebody to read it to its end; that nobody is there is no error of ours. */
function writeWhole(file: number, text: string): boolean {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(file, bytes, done);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EPIPE" || code === "EOF") return false;
      if (code !== "EAGAIN") throw error;
      waitForReader();
    }
  }
  return true;
}

const nothing = new Int32Array(new SharedArrayBuffer(4));

/** The pipe is full: whoever reads needs a moment, in ms. */
const waitForReader = (): void => void Atomics.wait(nothing, 0, 0, 2);
