import test from "ava";
import type { RequestId } from "../../client/operation.ts";
import type { Address, Effects } from "../../kernel/role.ts";
import { type LocalTime, seconds } from "../../kernel/time.ts";
import { connectionPool, type PoolState } from "./connection-pool.ts";
import type { DnsMessage } from "./messages.ts";
import { configure } from "./settings.ts";

const [dns, client, balancer] = ["dns", "client", "balancer-a-1"] as Address[] as [
  Address,
  Address,
  Address,
];

/** A pool alone, with a clock that a test sets; connections live 15 s, always. */
function alone(changes: Parameters<typeof configure>[0] = {}) {
  const sent: (DnsMessage & { readonly to: Address })[] = [];
  const effects: Effects<DnsMessage, never> = {
    send: (to, message) => void sent.push({ ...message, to }),
    pick: () => 0,
    persist() {},
    checkpoint() {},
    fetch() {},
    setTimer() {},
    cancelTimer() {},
    mark() {},
    note() {},
    host() {},
    unhost() {},
  };
  const config = configure({ connectionSpread: 0, connections: 1, ...changes });
  const disk = { records: [], torn: undefined, restarted: false };
  const start = 0 as LocalTime;
  const pool = "pool-a" as Address;
  const state: PoolState = connectionPool.start(pool, { dns, config }, disk, start, effects);
  const tell = (second: number, from: Address, message: DnsMessage): string[] => {
    sent.length = 0;
    const at = seconds(second) as number as LocalTime;
    connectionPool.handle(state, { kind: "message", at, from, message }, effects);
    return sent.map(({ to, kind }) => `${kind} to ${to}`);
  };
  let asked = 0;
  return {
    state,
    ask: (second: number) => {
      asked += 1;
      const request = asked as RequestId;
      return tell(second, client, { kind: "get", request, key: "k", consistency: "strong" });
    },
    answer: (second: number, ...addresses: Address[]) =>
      tell(second, dns, { kind: "looked-up", number: state.lookUps, addresses }),
    timeOut: (second: number) => {
      sent.length = 0;
      const at = seconds(second) as number as LocalTime;
      connectionPool.handle(state, { kind: "timer", at, timer: "limit" }, effects);
      return sent.map(({ to, kind }) => `${kind} to ${to}`);
    },
  };
}

const forwarded = `forward to ${balancer}`;
const refused = `rejected to ${client}`;
const lookedUp = `look-up to ${dns}`;

test("the first request waits for a look-up, the next one has a connection", (t) => {
  const pool = alone();
  t.deepEqual(pool.ask(1), [lookedUp]);
  t.deepEqual(pool.answer(1.1, balancer), [forwarded]);
  t.deepEqual(pool.ask(2), [forwarded]);
});

test("an open connection works on without an address, until it closes", (t) => {
  const pool = alone();
  pool.ask(1);
  pool.answer(1, balancer);
  t.deepEqual(pool.ask(15.9), [forwarded]);
  t.deepEqual(pool.ask(16), [lookedUp]);
  t.deepEqual(pool.answer(16.1), [refused]);
  t.is(pool.state.failed, 1);
});

test("addresses open connections for five seconds, then are looked up anew", (t) => {
  const pool = alone({ connectionLife: seconds(2) });
  pool.ask(1);
  pool.answer(1, balancer);
  t.deepEqual(pool.ask(5), [forwarded]);
  t.deepEqual(pool.ask(7.5), [lookedUp]);
});

test("an empty answer is believed for six seconds, and nobody is asked meanwhile", (t) => {
  const pool = alone();
  pool.ask(1);
  t.deepEqual(pool.answer(1), [refused]);
  t.deepEqual(pool.ask(6.9), [refused]);
  t.deepEqual(pool.ask(7), [lookedUp]);
  t.deepEqual(pool.answer(7.1, balancer), [forwarded]);
  t.is(pool.state.lastRefusal, seconds(6.9) as number as LocalTime);
});

test("a look-up that is not answered in time has failed, and is not remembered", (t) => {
  const pool = alone();
  pool.ask(1);
  t.deepEqual(pool.ask(1.5), [], "waits for the same look-up");
  t.deepEqual(pool.timeOut(2), [refused, refused]);
  t.deepEqual(pool.ask(2.1), [lookedUp]);
});
