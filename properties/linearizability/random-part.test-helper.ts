/**
 * Small histories of one key, drawn at random: what a right system could have answered, the same
 * with a lie or two in it, or answers that have nothing to do with one another.
 */

import type { Operation } from "../../sim/client/history.ts";
import type { RequestId } from "../../sim/client/operation.ts";
import type { RandomStream } from "../../sim/kernel/random.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import { type Condition, satisfies, type Value } from "../../sim/parts/condition.ts";
import { type Part, partOf } from "./part.ts";

type Writable<Fields> = { -readonly [Field in keyof Fields]: Fields[Field] };

interface Drawn {
  readonly call: Writable<Operation>;
  invoked: number;
  returned: number;
  /** When it takes effect, between the two. */
  readonly point: number;
}

const kinds = ["get", "get", "put", "put", "update", "delete"] as const;
const longest = 7;

export function randomPart(random: RandomStream): Part<Operation> {
  const drawn = Array.from({ length: 1 + random.below(longest) }, (_, index) =>
    draw(random, index),
  );
  const manner = random.below(3);
  if (manner > 0) answerRightly(drawn, random);
  if (manner > 1) lie(drawn, random);
  return partOf("k", drawn);
}

function draw(random: RandomStream, index: number): Drawn {
  const kind = kinds[random.below(kinds.length)]!;
  const condition = kind === "get" || random.below(2) === 0 ? undefined : drawCondition(random);
  const isOpen = kind !== "get" && random.below(4) === 0;
  const isRefused = condition !== undefined && random.below(3) === 0;
  const invoked = random.below(14);
  const returned = invoked + random.below(8);
  const outcome = isOpen ? "info" : isRefused ? "fail" : "ok";
  const call: Operation = {
    ...{ request: index as RequestId, client: index, process: `client-${index}`, key: "k" },
    ...{ attempt: 0, retryOf: undefined, phase: "load", version: 0, units: 0 },
    ...{ kind, condition, outcome, argument: argumentFor(kind, random) },
    consistency: kind === "get" ? "strong" : undefined,
    invoked: invoked as SimTime,
    completed: isOpen ? undefined : (returned as SimTime),
    result: outcome === "ok" && random.below(4) > 0 ? random.below(3) : undefined,
    error: isOpen ? "time-out" : isRefused ? "condition-failed" : undefined,
  };
  const point = invoked + random.below(returned - invoked + 1);
  return { call, invoked, returned: isOpen ? Number.POSITIVE_INFINITY : returned, point };
}

function drawCondition(random: RandomStream): Condition {
  const all: readonly Condition[] = [
    { kind: "exists" },
    { kind: "absent" },
    { kind: "equals", value: random.below(3) },
    { kind: "below", value: random.below(4) },
  ];
  return all[random.below(all.length)]!;
}

function argumentFor(kind: Operation["kind"], random: RandomStream): Value | undefined {
  if (kind === "put") return random.below(8) === 0 ? "word" : random.below(3);
  return kind === "update" ? random.below(3) - 1 : undefined;
}

/** Makes the calls take effect one by one, and each answer what it then met. */
function answerRightly(drawn: readonly Drawn[], random: RandomStream): void {
  let item: Value | undefined;
  for (const { call } of [...drawn].sort((one, two) => one.point - two.point)) {
    if (call.kind === "get") {
      call.result = item;
      continue;
    }
    if (call.outcome === "info" && random.below(2) === 0) continue;
    const isAllowed = call.condition === undefined || satisfies(call.condition, item);
    if (isAllowed) item = leftBy(call, item);
    if (call.outcome === "info") continue;
    call.outcome = isAllowed ? "ok" : "fail";
    call.result = isAllowed ? item : undefined;
  }
}

function leftBy({ kind, argument }: Operation, item: Value | undefined): Value | undefined {
  if (kind === "put") return argument;
  if (kind === "delete") return undefined;
  return typeof item === "string" ? item : (item ?? 0) + (argument as number);
}

/** Changes what one call answered, or when; and when another returned. */
function lie(drawn: readonly Drawn[], random: RandomStream): void {
  const one = drawn[random.below(drawn.length)]!;
  if (one.call.kind === "get") one.call.result = random.below(3);
  else one.invoked = Math.max(0, one.invoked - random.below(5));
  const two = drawn[random.below(drawn.length)]!;
  two.returned = Math.max(two.invoked, two.returned - random.below(4));
}
