import test from "ava";
import type { RequestId } from "../../sim/client/operation.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { LocalTime, SimTime } from "../../sim/kernel/time.ts";
import type { Ballot } from "../../sim/parts/ballot.ts";
import { append, type Lsn } from "../../sim/parts/replicated-log.ts";
import { configure } from "../../sim/systems/dynamodb/config.ts";
import {
  freshState,
  type ReplicaState,
} from "../../sim/systems/dynamodb/replication-group/state.ts";
import { gaugeArrivalOrder } from "./arrival-order.ts";
import { gaugeCommits } from "./commit-latency.ts";
import type { Gauge, ReplicaMove } from "./group-figures.ts";
import { gaugeReplicaLag } from "./replica-lag.ts";
import { gaugeServing } from "./serving-overlap.ts";

const members = ["a", "b", "c"] as Address[];
const setup = { members, config: configure(), firstLeader: undefined };

/** Three replicas whose states a test changes by hand, and a clock that it sets. */
function group() {
  let now = 0;
  const actors = new Map(
    members.map((address) => {
      const state = freshState(address, setup, 0 as LocalTime);
      // A machine's clock may run at a rate of its own.
      const actor = { state, rate: 1 };
      const who: ReplicaMove["who"] = {
        address,
        machine: `machine-${address}`,
        zone: address,
        state,
        disk: [],
        get clock() {
          return Math.round(now * actor.rate) as LocalTime;
        },
        up: true,
        starts: 1,
      };
      return [address as string, { ...actor, actor, who }] as const;
    }),
  );
  const step = (
    gauge: Gauge,
    at: number,
    name: string,
    change: (state: ReplicaState) => void,
    event?: ReplicaMove["event"],
  ) => {
    now = at;
    const { state, who } = actors.get(name)!;
    change(state);
    gauge.after({ who, event, effects: [] }, "", at as SimTime);
  };
  const drift = (name: string, rate: number) => {
    actors.get(name)!.actor.rate = rate;
  };
  return { step, drift };
}

const commit = (upTo: number) => (state: ReplicaState) => {
  state.committed = upTo as Lsn;
};

const log = (request: number, key: string) => (state: ReplicaState) => {
  state.role = "leader";
  const lsn = (state.log.last + 1) as Lsn;
  const ballot = 1 as Ballot;
  append(state.log, { lsn, ballot, key, value: 1, bytes: 1, request: request as RequestId });
};

const forward = (request: number, key: string): ReplicaMove["event"] => ({
  kind: "message",
  at: 0 as LocalTime,
  from: "router" as Address,
  message: {
    kind: "forward",
    turn: 1,
    request: {
      kind: "put",
      request: request as RequestId,
      key,
      value: 1,
      bytes: 1,
      condition: undefined,
    },
  },
});

test("a record lags from its first commit until the last replica has applied it", (t) => {
  const gauge = gaugeReplicaLag();
  const { step } = group();
  t.deepEqual(gauge.measures(), {});
  step(gauge, 1_000, "a", commit(2));
  step(gauge, 2_000, "b", commit(2));
  step(gauge, 4_000, "c", commit(1));
  t.is(gauge.measures().replicaLagMax?.value, 3);
  step(gauge, 9_000, "c", commit(2));
  const { replicaLagP50, replicaLagMax } = gauge.measures();
  t.is(replicaLagP50?.value, 3);
  t.is(replicaLagMax?.value, 8);
});

test("a commit takes from the leader's log to the leader's commit, under one ballot", (t) => {
  const gauge = gaugeCommits();
  const { step } = group();
  step(gauge, 0, "a", (state) => {
    state.role = "leader";
  });
  step(gauge, 1_000, "a", log(1, "k"));
  step(gauge, 1_500, "a", log(2, "k"));
  step(gauge, 2_000, "a", commit(2));
  const { commitLatencyP50, commitLatencyP99 } = gauge.measures();
  t.is(commitLatencyP50?.value, 0.5);
  t.is(commitLatencyP99?.value, 1);
});

test("what a leader inherits is not its own to time", (t) => {
  const gauge = gaugeCommits();
  const { step } = group();
  step(gauge, 1_000, "a", log(1, "k"));
  step(gauge, 2_000, "a", commit(1));
  t.deepEqual(gauge.measures(), {});
});

const leads = (ballot: number, leaseEnd: number) => (state: ReplicaState) => {
  state.role = "leader";
  state.promised = ballot as Ballot;
  state.leaseEnd = leaseEnd as LocalTime;
};
const nothing = () => {};

test("two leases overlap by as much as both were in force", (t) => {
  const gauge = gaugeServing();
  const { step } = group();
  step(gauge, 0, "a", leads(1, 5_000));
  step(gauge, 3_000, "b", leads(2, 9_000));
  step(gauge, 8_000, "b", nothing);
  t.deepEqual(gauge.measures(), {
    leaderships: { value: 2, unit: "count" },
    servingOverlap: { value: 2_000, unit: "µs" },
  });
});

test("a lease lasts by its machine's clock, and ends with its machine", (t) => {
  const slow = gaugeServing();
  const first = group();
  first.drift("a", 0.5);
  first.step(slow, 0, "a", leads(1, 2_500));
  first.step(slow, 3_000, "b", leads(2, 9_000));
  first.step(slow, 8_000, "c", nothing);
  t.is(slow.measures().servingOverlap?.value, 2_000);

  const crashed = gaugeServing();
  const second = group();
  second.step(crashed, 0, "a", leads(1, 5_000));
  second.step(crashed, 3_000, "b", leads(2, 9_000));
  crashed.onMachine?.("machine-a", "crash", 3_700 as SimTime);
  second.step(crashed, 8_000, "b", nothing);
  t.is(crashed.measures().servingOverlap?.value, 700);
});

test("leases one after the other do not overlap", (t) => {
  const gauge = gaugeServing();
  const { step } = group();
  step(gauge, 0, "a", leads(1, 5_000));
  step(gauge, 5_000, "b", leads(2, 9_000));
  step(gauge, 8_000, "b", nothing);
  t.is(gauge.measures().servingOverlap?.value, 0);
});

test("committed writes of a key in the order of their arrival are in order", (t) => {
  const gauge = gaugeArrivalOrder();
  const { step } = group();
  step(gauge, 1, "a", log(7, "k"), forward(7, "k"));
  step(gauge, 2, "a", log(5, "k"), forward(5, "k"));
  step(gauge, 3, "a", commit(2));
  t.deepEqual(gauge.measures(), {
    writesOrdered: { value: 2, unit: "count" },
    writesOutOfOrder: { value: 0, unit: "count" },
  });
});

test("a write that is logged twice, or behind a later one of its key, is out of order", (t) => {
  const twice = gaugeArrivalOrder();
  const first = group();
  first.step(twice, 1, "a", log(7, "k"), forward(7, "k"));
  first.step(twice, 2, "a", log(7, "k"), forward(7, "k"));
  first.step(twice, 3, "a", commit(2));
  t.is(twice.measures().writesOutOfOrder?.value, 1);

  const turned = gaugeArrivalOrder();
  const second = group();
  second.step(turned, 1, "a", log(7, "k"), forward(7, "k"));
  second.step(turned, 2, "a", log(5, "k"), forward(5, "k"));
  second.step(turned, 3, "b", log(5, "k"));
  second.step(turned, 3, "b", log(7, "k"));
  second.step(turned, 4, "b", commit(2));
  t.is(turned.measures().writesOutOfOrder?.value, 1);
});
