/**
 * Figures of replication groups as nobody in them could take them: by the simulation's clock, from
 * outside, of all replicas at once. Each group of a system is watched apart; figures are of all.
 */

import type { MachineChange, Observer } from "../../sim/kernel/observer.ts";
import type { SimTime } from "../../sim/kernel/time.ts";
import type { DiskRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { Measures, Move } from "../property.ts";
import type { IndexCourse } from "../result.ts";
import { gaugeArrivalOrder } from "./arrival-order.ts";
import { gaugeCommits } from "./commit-latency.ts";
import { gaugeHealing } from "./healing-times.ts";
import { gaugeIndexes } from "./index-figures.ts";
import { gaugeReplicaLag } from "./replica-lag.ts";
import { gaugeServing } from "./serving-overlap.ts";

export type ReplicaMove = Move<ReplicaState, DynamoMessage, DiskRecord>;

/** Looks at one figure of all groups; `group` tells them apart. */
export interface Gauge {
  after(move: ReplicaMove, group: string, now: SimTime): void;
  onMachine?(machine: string, change: MachineChange, now: SimTime): void;
  /** Empty when there was nothing to look at. */
  measures(): Measures;
}

export interface GroupFigures {
  readonly observer: Observer;
  measures(): Measures;
  /** How global indexes followed their tables; undefined: there are none. */
  indexes(): IndexCourse | undefined;
}

export function recordGroupFigures(): GroupFigures {
  const replicaLag = gaugeReplicaLag();
  const indexes = gaugeIndexes();
  const gauges = [
    replicaLag,
    gaugeCommits(),
    gaugeServing(),
    gaugeArrivalOrder(),
    gaugeHealing(),
    indexes,
  ];
  return {
    observer: {
      onStep(step, { now }) {
        const move = step.by(replica);
        if (move === undefined) return;
        const group = move.who.state.setup.partition ?? "";
        for (const gauge of gauges) gauge.after(move, group, now);
      },
      onMachine(machine, change, now) {
        for (const gauge of gauges) gauge.onMachine?.(machine, change, now);
      },
    },
    indexes: () => indexes.course(replicaLag.lags),
    measures: () => Object.assign({}, ...gauges.map((gauge) => gauge.measures())) as Measures,
  };
}
