import type { Trace, TraceRecord } from "./trace.ts";

/** Where two traces part: the records there, or undefined for the one that has ended. */
export interface Difference {
  readonly index: number;
  readonly first: TraceRecord | undefined;
  readonly second: TraceRecord | undefined;
}

/** The first record in which two traces differ; undefined if they are the same. */
export function firstDifference(first: Trace, second: Trace): Difference | undefined {
  const length = Math.max(first.length, second.length);
  for (let index = 0; index < length; index++) {
    if (!sameRecord(first, second, index)) {
      return { index, first: recordAt(first, index), second: recordAt(second, index) };
    }
  }
  return undefined;
}

/** "12.345 ms  storage-a  append from storage-b  (event 17, after 12)". */
export function recordInWords(record: TraceRecord): string {
  const { event, time, role, cause } = record;
  const number = event === undefined ? "" : `event ${event}`;
  const after = cause === undefined ? "" : `after ${cause}`;
  const links = [number, after].filter((part) => part !== "").join(", ");
  const who = role === undefined ? "" : `  ${role}`;
  const millis = (time / 1_000).toFixed(3);
  return `${millis} ms${who}  ${whatHappened(record)}${links === "" ? "" : `  (${links})`}`;
}

function whatHappened({ kind, peer, label }: TraceRecord): string {
  switch (kind) {
    case "message":
      return `${label} from ${peer}`;
    case "copy":
      return `copy of ${label} from ${peer}`;
    case "dropped":
      return `dropped: ${label} from ${peer}`;
    case "start":
      return `start as ${label}`;
    case "unhost":
      return `ends as ${label}`;
    case "fault begins":
      return `${label} begins`;
    case "fault ends":
      return `${label} ends`;
    default:
      return `${kind} ${label}`;
  }
}

function sameRecord(first: Trace, second: Trace, index: number): boolean {
  if (index >= first.length || index >= second.length) return false;
  const [time, kind, role, peer, label, cause] = first.row(index);
  const [time2, kind2, role2, peer2, label2, cause2] = second.row(index);
  return (
    time === time2 &&
    kind === kind2 &&
    cause === cause2 &&
    first.roles[role] === second.roles[role2] &&
    first.roles[peer] === second.roles[peer2] &&
    first.labels[label] === second.labels[label2]
  );
}

const recordAt = (trace: Trace, index: number): TraceRecord | undefined =>
  trace.records(index).next().value ?? undefined;
