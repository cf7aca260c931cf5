/** Commands on requests, as a router forwards them: put, get, update, delete, again; and drain. */

import type { Get, PlainRequest, RequestId, Write } from "../../sim/client/operation.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { Condition, Value } from "../../sim/parts/condition.ts";
import type { Forward } from "../../sim/systems/dynamodb/messages/path.ts";
import { happen, type Stage } from "./hand-kernel.ts";
import { runningActor } from "./words.ts";

const router = "router" as Address;
const bytes = 100;

type Words = readonly string[];

/** `put a r1 k=v1`, `put a r1 k=v1 if absent`. */
export function put(stage: Stage, [name, id, item = "", ...rest]: Words): void {
  const [key = "", value] = item.split("=");
  if (value === undefined) throw new RangeError(`"${item}": expected an item such as k=v1`);
  const condition = conditionOf(rest);
  forward(stage, name, {
    kind: "put",
    ...asked(id, key),
    value: itemValue(value),
    bytes,
    condition,
  });
}

/** `update a r1 k+=1`: adds to a number. */
export function update(stage: Stage, [name, id, sum = "", ...rest]: Words): void {
  const [key = "", add] = sum.split("+=");
  if (!/^-?\d+$/.test(add ?? "")) throw new RangeError(`"${sum}": expected a sum such as k+=1`);
  const condition = conditionOf(rest);
  forward(stage, name, { kind: "update", ...asked(id, key), add: Number(add), bytes, condition });
}

/** `delete a r1 k`. */
export function remove(stage: Stage, [name, id, key, ...rest]: Words): void {
  forward(stage, name, { kind: "delete", ...asked(id, key), condition: conditionOf(rest) });
}

/** `get a r1 k strong`, `get b r1 k eventual`. */
export function get(stage: Stage, [name, id, key, consistency]: Words): void {
  if (consistency !== "strong" && consistency !== "eventual") {
    throw new RangeError(`"${consistency ?? ""}": expected strong or eventual`);
  }
  forward(stage, name, { kind: "get", ...asked(id, key), consistency });
}

/** `again r1`: the network delivers the router's message a second time. */
export function again(stage: Stage, [id]: Words): void {
  const request = idOf(id);
  const sent = stage.forwarded.find(
    ({ message }) => (message as Forward).request.request === request,
  );
  if (sent === undefined) throw new RangeError(`${id} has not been sent: nothing to send again`);
  const { from, to, message } = sent;
  happen(stage, runningActor(stage, to), { kind: "message", from, message });
}

/** `drain a`: the control plane says that the machine will be updated. */
export function drain(stage: Stage, [name]: Words): void {
  const from = "auto-admin" as Address;
  happen(stage, runningActor(stage, name), { kind: "message", from, message: { kind: "drain" } });
}

function forward(stage: Stage, name: string | undefined, request: PlainRequest): void {
  const actor = runningActor(stage, name);
  const message: Forward = { kind: "forward", turn: stage.forwarded.length + 1, request };
  stage.forwarded.push({ from: router, to: actor.address, message });
  happen(stage, actor, { kind: "message", from: router, message });
}

function asked(id: string | undefined, key: string | undefined): Pick<Get, "request" | "key"> {
  if (key === undefined || key === "") throw new RangeError(`${id ?? "request"}: expected a key`);
  return { request: idOf(id), key };
}

function idOf(id: string | undefined): RequestId {
  const digits = /^r(\d+)$/.exec(id ?? "")?.[1];
  if (digits === undefined) throw new RangeError(`"${id ?? ""}": expected a request such as r1`);
  return Number(digits) as RequestId;
}

const itemValue = (text: string): Value => (/^-?\d+$/.test(text) ? Number(text) : text);

/** "if absent", "if exists", "if equals v1", "if below 5"; nothing: no condition. */
function conditionOf([introduction, kind, text = ""]: Words): Write["condition"] {
  if (introduction === undefined) return undefined;
  const condition = introduction === "if" ? named(kind, text) : undefined;
  if (condition !== undefined) return condition;
  throw new RangeError(`"${introduction} ${kind ?? ""}": expected a condition such as if absent`);
}

function named(kind: string | undefined, text: string): Condition | undefined {
  if (kind === "absent" || kind === "exists") return { kind };
  if (kind === "equals") return { kind, value: itemValue(text) };
  return kind === "below" ? { kind, value: Number(text) } : undefined;
}
