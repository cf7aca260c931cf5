import type { Call } from "./call.ts";
import type { RecordedLog } from "./recorded-log.ts";

/** One request, written down. */
export interface WrittenRequest {
  /** µs since the start of the run, by the client's own clock. */
  readonly at: number;
  /** Who asks, by its place among those that share the load, from 0. */
  readonly client: number;
  readonly call: Call;
}

/** Requests written one by one, as a log to replay. They must be in the order of their times. */
export const writtenLog = (requests: readonly WrittenRequest[]): RecordedLog => ({
  format: "jsonl",
  times: requests.map(({ at }) => at),
  clients: requests.map(({ client }) => client),
  calls: requests.map(({ call }) => call),
  // What a log of another's making says in columns, the calls say.
  operations: [],
  keys: [],
  bytes: [],
  keyNames: [],
  rejected: [],
  rejectedCount: 0,
});
