/**
 * A history in Jepsen's words: an `invoke` for every attempt, and an `ok`, `fail` or `info` for what
 * became of it, in the order of time.
 */

import type { Operation } from "../sim/client/history.ts";

/** One line of `history.jsonl`. */
interface Entry {
  readonly case: string;
  readonly index: number;
  /** Virtual, µs. */
  readonly time: number;
  readonly type: "invoke" | "ok" | "fail" | "info";
  /**
   * A number that is never in two operations at once, as Jepsen's checkers demand: an operation
   * takes the lowest free one, and one that nobody answered keeps it for ever.
   */
  readonly process: number;
  readonly client: string;
  readonly f: Operation["kind"];
  readonly key: string;
  readonly value: string | number | null;
  readonly request: number;
  readonly consistency?: string | undefined;
  readonly condition?: Operation["condition"];
  readonly attempt?: number | undefined;
  readonly retryOf?: number | undefined;
  readonly phase?: Operation["phase"] | undefined;
  readonly version?: number | undefined;
  readonly units?: number | undefined;
  readonly error?: string | undefined;
  readonly tenant?: string | undefined;
  /** The parts of `key`, and what was asked of a query or scan. */
  readonly item?: Operation["item"] | undefined;
  readonly range?: Operation["range"] | undefined;
  readonly page?: Operation["page"] | undefined;
  readonly throttle?: Operation["throttle"] | undefined;
  readonly parts?: Operation["parts"] | undefined;
  readonly token?: string | undefined;
  readonly reasons?: Operation["reasons"] | undefined;
}

interface Moment {
  readonly time: number;
  readonly opens: boolean;
  readonly operation: Operation;
}

/** @param end µs: when operations that nobody answered are written down as `info` */
export function* historyEntries(
  caseName: string,
  operations: readonly Operation[],
  end: number,
): Generator<Entry> {
  const processes = processPool();
  const taken = new Map<Operation, number>();
  let index = 0;
  for (const { time, opens, operation } of inOrder(operations, end)) {
    const place = { case: caseName, index, time };
    index += 1;
    if (opens) {
      const process = processes.take();
      taken.set(operation, process);
      yield invocation(place, process, operation);
    } else {
      const process = taken.get(operation)!;
      if (operation.outcome !== "info") processes.giveBack(process);
      yield completion(place, process, operation);
    }
  }
}

/** One JSON document a line. */
export function* historyLines(...of: Parameters<typeof historyEntries>): Generator<string> {
  for (const entry of historyEntries(...of)) yield `${JSON.stringify(entry)}\n`;
}

/**
 * What happens at one instant is put down with invocations first, so that the file claims no order
 * between two operations that the run did not have.
 */
function inOrder(operations: readonly Operation[], end: number): readonly Moment[] {
  const moments = operations.flatMap((operation): readonly Moment[] => [
    { time: operation.invoked, opens: true, operation },
    { time: operation.completed ?? Math.max(end, operation.invoked), opens: false, operation },
  ]);
  return moments.sort(
    (one, other) => one.time - other.time || Number(other.opens) - Number(one.opens),
  );
}

type Place = Pick<Entry, "case" | "index" | "time">;

/** Field by field: half a million of these are made for a long run, and a spread is slow. */
const invocation = (place: Place, process: number, operation: Operation): Entry => ({
  case: place.case,
  index: place.index,
  time: place.time,
  type: "invoke",
  process,
  client: operation.process,
  f: operation.kind,
  key: operation.key,
  value: operation.argument ?? null,
  request: operation.request,
  consistency: operation.consistency,
  condition: operation.condition,
  attempt: operation.attempt,
  retryOf: operation.retryOf,
  phase: operation.phase,
  tenant: operation.tenant,
  item: operation.item,
  range: operation.range,
  parts: operation.parts,
  token: operation.token,
});

const completion = (place: Place, process: number, operation: Operation): Entry => {
  const isOk = operation.outcome === "ok";
  return {
    case: place.case,
    index: place.index,
    time: place.time,
    type: operation.outcome,
    process,
    client: operation.process,
    f: operation.kind,
    key: operation.key,
    value: (isOk ? operation.result : operation.argument) ?? null,
    request: operation.request,
    version: isOk ? operation.version : undefined,
    units: isOk ? operation.units : undefined,
    error: isOk ? undefined : operation.error,
    page: operation.page,
    throttle: operation.throttle,
    parts: operation.parts,
    reasons: operation.reasons,
  };
};

interface ProcessPool {
  take(): number;
  giveBack(process: number): void;
}

function processPool(): ProcessPool {
  // A stack would be quicker and give numbers that jump about; there are few at a time.
  const free: number[] = [];
  let next = 0;
  return {
    take() {
      const lowest = free.shift();
      if (lowest !== undefined) return lowest;
      next += 1;
      return next - 1;
    },
    giveBack(process) {
      const place = free.findIndex((each) => each > process);
      free.splice(place === -1 ? free.length : place, 0, process);
    },
  };
}
