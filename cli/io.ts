/**
 * Everything a command may touch outside the program. `main.ts` fills it from the process; tests
 * fill it from memory. No command reads `process` itself.
 */
export interface Io {
  readonly out: Screen;
  readonly err: Screen;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Relative paths, and `store/`, start here. */
  readonly directory: string;
  /** The folder that holds the scenarios, as sources (`.ts`) or compiled (`.js`). */
  readonly scenarios: URL;
  /** The wall clock: names folders and paces the progress line, and never enters a result. */
  now(): Date;
  /** A seed for runs that name none. */
  drawSeed(): number;
}

export interface Screen {
  write(text: string): void;
  /** Whoever read has gone, as `head` does: what is written now goes nowhere. */
  readonly isClosed: boolean;
  /** Someone is watching: colours and a progress line make sense. */
  readonly isTerminal: boolean;
  /** Width in characters; undefined when nobody knows. */
  readonly columns: number | undefined;
}
