import type { Operation } from "../../sim/client/history.ts";
import { FormatError, quoted } from "./format-error.ts";

/** One case of a run, as its history tells of it. */
export interface StoredCase {
  readonly name: string;
  /** In the order of invocation. */
  readonly operations: readonly Operation[];
}

/** A line of `history.jsonl`, as far as it is needed here. */
interface Line {
  readonly case: string;
  readonly time: number;
  readonly type: "invoke" | Operation["outcome"];
  readonly client: string;
  readonly f: Operation["kind"];
  readonly key: string;
  readonly value: string | number | null;
  readonly request: Operation["request"];
  readonly consistency?: Operation["consistency"];
  readonly condition?: Operation["condition"];
  readonly attempt?: number;
  readonly retryOf?: Operation["retryOf"];
  readonly phase?: Operation["phase"];
  readonly version?: number;
  readonly units?: number;
  readonly error?: Operation["error"];
  readonly item?: Operation["item"];
  readonly parts?: Operation["parts"];
  readonly token?: string;
}

type Draft = { -readonly [Field in keyof Operation]: Operation[Field] };

interface DraftCase {
  readonly name: string;
  readonly operations: Draft[];
  readonly open: Map<number, Draft>;
  readonly clients: Map<string, number>;
}

/**
 * Reads our own `history.jsonl`: a line for each invocation and each answer, case by case. What has
 * no answer in it is as good as `info`.
 *
 * @throws FormatError naming the first line that is none of these
 */
export function readOwnHistory(text: string): readonly StoredCase[] {
  const cases = new Map<string, DraftCase>();
  for (const [index, words] of text.split("\n").entries()) {
    if (words.trim() === "") continue;
    const line = parsed(words, index + 1);
    const within = cases.get(line.case) ?? newCase(line.case);
    cases.set(line.case, within);
    if (line.type === "invoke") begin(within, line, index + 1);
    else end(within, line, index + 1);
  }
  return [...cases.values()].map(({ name, operations }) => ({ name, operations }));
}

const newCase = (name: string): DraftCase => ({
  name,
  operations: [],
  open: new Map(),
  clients: new Map(),
});

const types: ReadonlySet<unknown> = new Set(["invoke", "ok", "fail", "info"]);
const kinds: ReadonlySet<unknown> = new Set([
  ...["get", "put", "update", "delete", "query", "scan"],
  ...["transact-write", "transact-get"],
]);

function parsed(words: string, number: number): Line {
  let line: Partial<Line>;
  try {
    line = JSON.parse(words) as Partial<Line>;
  } catch (error) {
    throw new FormatError(number, `found ${quoted(words)}: ${(error as Error).message}`);
  }
  const wrong = whatIsWrong(line);
  if (wrong !== undefined) throw new FormatError(number, wrong);
  return line as Line;
}

function whatIsWrong(line: Partial<Line> | null): string | undefined {
  if (typeof line !== "object" || line === null) return "found no object, expected an event";
  if (typeof line.case !== "string") return 'an event has no "case"';
  if (!types.has(line.type)) {
    return `an event has the type ${JSON.stringify(line.type)}: expected invoke, ok, fail or info`;
  }
  if (!kinds.has(line.f)) {
    return `an event has the kind ${JSON.stringify(line.f)}: expected one of ${[...kinds].join(", ")}`;
  }
  const { time, request, key, client } = line;
  if (!Number.isFinite(time) || !Number.isSafeInteger(request)) {
    return 'an event needs numbers for "time" and "request"';
  }
  if (typeof key !== "string" || typeof client !== "string") {
    return 'an event needs texts for "key" and "client"';
  }
  return undefined;
}

function begin({ operations, open, clients }: DraftCase, line: Line, number: number): void {
  const { request, client } = line;
  if (open.has(request)) {
    throw new FormatError(number, `request ${request} is invoked again before it was answered`);
  }
  if (!clients.has(client)) clients.set(client, clients.size);
  const draft: Draft = {
    request,
    client: clients.get(client)!,
    process: client,
    kind: line.f,
    key: line.key,
    consistency: line.consistency,
    argument: line.value ?? undefined,
    condition: line.condition,
    attempt: line.attempt ?? 0,
    retryOf: line.retryOf,
    phase: line.phase ?? "load",
    invoked: line.time as Operation["invoked"],
    completed: undefined,
    outcome: "info",
    result: undefined,
    version: 0,
    units: 0,
    error: undefined,
    ...(line.item === undefined ? {} : { item: line.item }),
    ...(line.parts === undefined ? {} : { parts: line.parts }),
    ...(line.token === undefined ? {} : { token: line.token }),
  };
  open.set(request, draft);
  operations.push(draft);
}

function end({ open }: DraftCase, line: Line, number: number): void {
  const draft = open.get(line.request);
  if (draft === undefined) {
    throw new FormatError(number, `request ${line.request} is answered and was not invoked`);
  }
  open.delete(line.request);
  draft.completed = line.time as Operation["invoked"];
  draft.outcome = line.type as Operation["outcome"];
  draft.error = line.error;
  if (line.parts !== undefined) draft.parts = line.parts;
  if (line.type !== "ok") return;
  draft.result = line.value ?? undefined;
  draft.version = line.version ?? 0;
  draft.units = line.units ?? 0;
}
