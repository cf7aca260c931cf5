import test from "ava";
import type { MessageRecord } from "../sim/kernel/observer.ts";
import type { Address, AnyMessage } from "../sim/kernel/role.ts";
import { at, seconds } from "../sim/kernel/time.ts";
import { requestPath } from "./path-measures.ts";
import { recordPath } from "./recording/path-recorder.ts";

const marks = new Map([
  ["cache-hit", 3],
  ["cache-miss", 1],
]);

interface Sent extends AnyMessage {
  readonly request?: unknown;
  readonly partition?: string;
}

/** The values of a run in which these messages arrived, a second apart. */
function measured(
  messages: readonly (readonly [from: string, to: string, message: Sent])[],
  loadEnds = 100,
) {
  const path = recordPath(at(seconds(loadEnds)));
  messages.forEach(([from, to, message], second) => {
    const now = at(seconds(second));
    const places = { from: from as Address, to: to as Address };
    const record: MessageRecord = {
      ...places,
      sentAt: now,
      now,
      message,
      fate: "delivered",
      event: second,
    };
    path.observer.onMessage?.(record);
  });
  const measures = requestPath(path.traffic(), marks);
  return Object.fromEntries(Object.entries(measures).map(([name, { value }]) => [name, value]));
}

const put = (request: number): Sent => ({ kind: "put", request });
const forward = (request: number, partition: string): Sent => ({
  kind: "forward",
  request: put(request),
  partition,
});

const there = (request: number, partition: string) =>
  [
    ["client-a-1", "balancer-a", put(request)],
    ["balancer-a", "router-a-1", put(request)],
    ["router-a-1", "storage-a-1", forward(request, partition)],
    ["storage-a-1", `${partition}@storage-a-1`, forward(request, partition)],
  ] as const;

const back = [
  ["p@storage-a-1", "storage-a-1", { kind: "done" }],
  ["storage-a-1", "router-a-1", { kind: "done" }],
  ["router-a-1", "balancer-a", { kind: "done" }],
  ["balancer-a", "client-a-1", { kind: "done" }],
] as const;

test("a request takes six messages between machines and one hop; within a machine none", (t) => {
  t.like(measured([...there(1, "p"), ...back]), {
    hopsEach: 1,
    secondHopShare: 0,
    pathMessagesEach: 6,
    lookUpsEach: 0,
    cacheHitShare: 0.75,
    writePartitions: 1,
    busiestPartition: 1,
  });
});

test("a request that was sent to the wrong replica first has taken two more messages", (t) => {
  const wrong = [
    ["storage-a-1", "router-a-1", { kind: "not-leader" }],
    ["router-a-1", "storage-b-1", forward(1, "p")],
  ] as const;
  t.like(measured([...there(1, "p"), ...wrong, ...back, ...there(2, "q"), ...back]), {
    hopsEach: 1.5,
    secondHopShare: 0.5,
    pathMessagesEach: 7,
    writePartitions: 2,
    busiestPartition: 2 / 3,
  });
});

test("look-ups and what members say to one another are counted apart", (t) => {
  const beside = [
    ["router-a-1", "metadata-a", { kind: "look-up" }],
    ["p@storage-a-1", "p@storage-b-1", { kind: "append" }],
    ["p@storage-b-1", "p@storage-a-1", { kind: "append-ack" }],
  ] as const;
  t.like(measured([...there(1, "p"), ...beside, ...back, ...there(2, "p")]), {
    lookUpsEach: 0.5,
    lookUpsPerSecond: 1 / 11,
    replicationMessagesEach: 1,
  });
});

test("what comes after the load does not count, and a run without a fleet has no path", (t) => {
  t.like(measured([...there(1, "p"), ...back], 3), { pathMessagesEach: 3 });
  t.deepEqual(measured([]), {});
  t.deepEqual(requestPath(undefined, marks), {});
});
