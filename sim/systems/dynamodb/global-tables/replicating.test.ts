import test from "ava";
import type { RequestId } from "../../../client/operation.ts";
import type { Address } from "../../../kernel/role.ts";
import type { LocalTime } from "../../../kernel/time.ts";
import type { Lsn } from "../../../parts/replicated-log.ts";
import { configure } from "../config.ts";
import { alone, marks, sent } from "../request-path/alone.test-helper.ts";
import { streamConsumer } from "../streams/consumer/consumer.ts";
import type { StreamRecord } from "../streams/messages.ts";

/** From us to eu, with a shard "p:0" to be read. */
function replicator() {
  const self = alone(streamConsumer as never, {
    config: configure(),
    spec: { name: "self", table: "us:orders", zone: "us-a", kind: "broadcast" },
    servers: ["streams-us-a" as Address],
    replication: {
      from: "us",
      to: "eu",
      table: "eu:orders",
      routers: ["router-1", "router-2"] as Address[],
    },
  });
  self.tell("streams-us-a", { kind: "shards", shards: [{ id: "p:0", partition: "p" }] });
  const iterator = { shard: "p:0", after: 0 as Lsn, issued: 0 as LocalTime };
  self.tell("streams-us-a", { kind: "iterator-given", shard: "p:0", iterator });
  return self;
}

const record = (sequence: number, key: string, region: string): StreamRecord => ({
  sequence: sequence as Lsn,
  event: "MODIFY",
  key,
  after: { value: sequence, bytes: 100 },
  bytes: 200,
  version: { stamp: 10 * sequence, region },
});

/** The batch has been read and taken up. */
function work(self: ReturnType<typeof replicator>, records: readonly StreamRecord[]) {
  const next = { shard: "p:0", after: 9 as Lsn, issued: 0 as LocalTime };
  const batch = { kind: "stream-records", shard: "p:0", asked: 0 as Lsn, records, next } as const;
  self.tell("streams-us-a", batch);
  return self.fire("work p:0", 10);
}

const done = (request: RequestId) =>
  ({ kind: "done", request, value: 1, version: 1, units: 1 }) as const;

const isNoted = (asked: ReturnType<typeof work>): boolean =>
  asked.some(({ kind }) => kind === "checkpoint");

test("of several changes of an item the last is passed on, and none that came from elsewhere", (t) => {
  const asked = work(replicator(), [
    record(1, "a", "us"),
    record(2, "b", "eu"),
    record(3, "a", "us"),
    record(4, "c", "us"),
    record(5, "c", "eu"),
  ]);
  const requests = sent(asked, "replicate").map(({ message }) => message);
  t.deepEqual(
    requests.map(({ key, value, version, table }) => [key, value, version.stamp, table]),
    [["a", 3, 30, "eu:orders"]],
  );
  t.deepEqual(marks(asked), ["change-merged", "change-merged"]);
});

test("a batch with nothing to pass on is done at once", (t) => {
  t.true(isNoted(work(replicator(), [record(1, "a", "eu")])));
});

test("progress is noted when all of a batch is answered, not before", (t) => {
  const self = replicator();
  const asked = work(self, [record(1, "a", "us"), record(2, "b", "us")]);
  t.false(isNoted(asked));
  const [first, second] = sent(asked, "replicate").map(({ message }) => message.request);
  t.false(isNoted(self.tell("router-1", done(first!))));
  t.false(isNoted(self.tell("router-1", done(first!))), "the same again");
  t.true(isNoted(self.tell("router-1", done(second!))));
});

test("what is refused is sent again after a wait, what is not answered to the next router", (t) => {
  const self = replicator();
  const [asked] = sent(work(self, [record(1, "a", "us")]), "replicate");
  const { request } = asked!.message;
  const refused = self.tell("router-1", { kind: "rejected", request, reason: "throttled" });
  const timer = refused.find(({ kind }) => kind === "set-timer");
  t.truthy(timer);
  t.false(isNoted(refused));
  const name = timer?.kind === "set-timer" ? timer.timer : "";
  t.deepEqual(
    sent(self.fire(name, 100), "replicate").map(({ to }) => to as string),
    ["router-1"],
  );
  const again = self.fire(name, 2_000_000);
  t.deepEqual(
    sent(again, "replicate").map(({ to }) => to as string),
    ["router-2"],
  );
  t.deepEqual(marks(again), ["other-region-silent"]);
});
