import type { Operation } from "../../sim/client/history.ts";
import type { SimTime } from "../../sim/kernel/time.ts";

/** Numbers one attempt. */
export type RequestId = Operation["request"];

/** What a sample says of an operation; the rest follows or is ordinary. */
export type Entry = Pick<Operation, "kind" | "key" | "outcome"> &
  Partial<
    Pick<Operation, "argument" | "result" | "version" | "error" | "attempt" | "retryOf" | "phase">
  > & {
    readonly client: number;
    readonly process: string;
    readonly consistency?: Operation["consistency"];
    readonly invoked: number;
    readonly completed: number | undefined;
  };

export interface HistoryWriter {
  readonly add: (entry: Entry) => RequestId;
  /** In the order of invocation. */
  readonly operations: () => readonly Operation[];
}

/** Numbers requests as clients do: `count * clients + client`. */
export function historyWriter(clients: number): HistoryWriter {
  const counts = new Array<number>(clients).fill(0);
  const written: Operation[] = [];
  return {
    add(entry) {
      const count = counts[entry.client] ?? 0;
      counts[entry.client] = count + 1;
      const request = (count * clients + entry.client) as RequestId;
      written.push({
        consistency: undefined,
        argument: undefined,
        condition: undefined,
        result: undefined,
        version: 0,
        error: undefined,
        attempt: 0,
        retryOf: undefined,
        phase: "load",
        units: 1,
        ...entry,
        request,
        invoked: entry.invoked as SimTime,
        completed: entry.completed as SimTime | undefined,
      });
      return request;
    },
    operations: () =>
      [...written].sort((one, other) => one.invoked - other.invoked || one.request - other.request),
  };
}
