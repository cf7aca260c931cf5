/** One role alone: told events by hand, and what it asks for is looked at. Routes to tell it of. */

import type { Done, Get, PageItem, Put, RequestId, Scan } from "../../../client/operation.ts";
import { Pen } from "../../../kernel/pen.ts";
import type { Address, Effect, Role } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import { pointAt } from "../../../parts/key-range.ts";
import { emptyPartitionMap, type PartitionMap, withEntries } from "../../../parts/partition-map.ts";
import type { Forward, Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import { replicaOn } from "../tables.ts";

type Asked = Effect<DynamoMessage, never>;

export interface Alone<State> {
  readonly state: State;
  tell(from: string, message: DynamoMessage, at?: number): readonly Asked[];
  fire(timer: string, at: number): readonly Asked[];
}

/** `pick` stands in for the kernel's draws. */
export function alone<State, Setup>(
  role: Role<State, DynamoMessage, never, Setup>,
  setup: Setup,
  { restarted = false, pick = (_count: number): number => 0 } = {},
): Alone<State> & { readonly started: readonly Asked[] } {
  const pen = new Pen();
  pen.chooser = { below: pick };
  const asked = (): readonly Asked[] => structuredClone(pen.effects()) as readonly Asked[];
  const disk = { records: [], torn: undefined, restarted };
  const state = role.start("self" as Address, setup, disk, 0 as LocalTime, pen);
  const started = asked();
  const handle = (event: Parameters<typeof role.handle>[1]): readonly Asked[] => {
    pen.clear();
    role.handle(state, event, pen);
    return asked();
  };
  return {
    state,
    started,
    tell: (from, message, at = 0) =>
      handle({ kind: "message", from: from as Address, message, at: at as LocalTime }),
    fire: (timer, at) => handle({ kind: "timer", timer, at: at as LocalTime }),
  };
}

export const marks = (asked: readonly Asked[]): string[] =>
  asked.flatMap((effect) => (effect.kind === "mark" ? [effect.name] : []));

/** What was sent of one kind, each with whom it went to. */
export const sent = <Kind extends DynamoMessage["kind"]>(
  asked: readonly Asked[],
  kind: Kind,
): { readonly to: Address; readonly message: Extract<DynamoMessage, { kind: Kind }> }[] =>
  asked.flatMap((effect) => {
    if (effect.kind !== "send" || effect.message.kind !== kind) return [];
    const message = effect.message as Extract<DynamoMessage, { kind: Kind }>;
    return [{ to: effect.to, message }];
  });

const nodes = ["storage-a", "storage-b", "storage-c"] as Address[];

/** Partition `id` of table t, from one share of the hash space to another. */
export function routeTo(
  id: string,
  [from, to]: readonly [number, number],
  { version = 1, leader = "storage-a", on = nodes } = {},
): Route {
  return {
    table: "t",
    id,
    range: { from: from === 0 ? "" : pointAt(from), to: to === 1 ? undefined : pointAt(to) },
    version,
    members: on.map((node) => replicaOn(id, node)),
    leader: replicaOn(id, leader as Address),
  };
}

/** Table t in two halves, p1 led from storage-a and p2 from storage-b. */
export const halves: readonly Route[] = [
  routeTo("p1", [0, 0.5]),
  routeTo("p2", [0.5, 1], { leader: "storage-b" }),
];

export const mapOf = (routes: readonly Route[]): PartitionMap =>
  withEntries(emptyPartitionMap, "t", routes);

const asking = (request: number, key: string) => ({
  request: request as RequestId,
  table: "t",
  key,
});

/** key-0 is in the lower half, p1, and key-1 in the upper one. */
export const get = (request: number, key = "key-0"): Get => ({
  kind: "get",
  ...asking(request, key),
  consistency: "strong",
});

export const put = (request: number, key = "key-0"): Put => ({
  kind: "put",
  ...asking(request, key),
  value: 7,
  bytes: 100,
  condition: undefined,
});

export const scan = (request: number, limit?: number): Scan => ({
  kind: "scan",
  ...asking(request, ""),
  consistency: "strong",
  limit,
  startAfter: undefined,
});

/** An item as a page holds it. */
export const item = (key: string, bytes = 100, sort?: number): PageItem => ({
  key,
  sort,
  value: 1,
  bytes,
});

/** What the node answers to the step that it was asked. */
export const page = (
  { request: { request } }: Forward,
  items: readonly PageItem[],
  last?: string,
): Done => ({
  kind: "done",
  request,
  value: undefined,
  version: 0,
  units: 1,
  page: { items, last },
});
