import type { Datum } from "./datum.ts";

/** One line of a stored history: an invocation, or what became of it. */
export interface StoredEvent {
  /** Where it stands in the file, from 1. */
  readonly line: number;
  /** Who; undefined where the file does not say. */
  readonly process: string | undefined;
  readonly type: "invoke" | "ok" | "fail" | "info";
  /** What was asked for: "read", "write", "txn" and so on. */
  readonly f: string;
  /** Which of several objects; undefined where there is one. */
  readonly key: string | undefined;
  readonly value: Datum;
  readonly error?: string;
}

/** An operation, from its invocation to its answer. */
export interface StoredCall {
  readonly process: string | undefined;
  readonly f: string;
  readonly key: string | undefined;
  /** The value that it was invoked with. */
  readonly asked: Datum;
  /** The value that came back: `asked` again where nothing did. */
  readonly answer: Datum;
  /** `info`: nobody knows, and it may yet take effect. */
  readonly outcome: "ok" | "fail" | "info";
  /** Places in the order of events, from 0; `returned` is infinite for `info`. */
  readonly invoked: number;
  readonly returned: number;
  /** Lines of the invocation and of the answer. */
  readonly line: number;
  readonly lastLine: number;
}
