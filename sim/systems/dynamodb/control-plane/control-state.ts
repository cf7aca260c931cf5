/** What the control plane knows: plain data. Storage nodes are the authority; this is soft state. */

import type { Address, Effects } from "../../../kernel/role.ts";
import type { Duration, LocalTime } from "../../../kernel/time.ts";
import type { CapacityReport, TableRates } from "../admission/messages.ts";
import type { Config } from "../config.ts";
import type { Route } from "../messages/path.ts";
import type { DynamoMessage } from "../messages.ts";
import type { TableSpec } from "../tables.ts";
import type { MoveUnderWay } from "./moves.ts";
import type { PendingSplit } from "./splits.ts";
import type { TableChange } from "./table-changes.ts";

/** Update of a storage machine: whoever is there is drained at this time. */
export interface DrainOrder {
  /** A replica that is alone on its machine, or a storage node. */
  readonly replica: Address;
  /** Counted from the start of the run. */
  readonly at: Duration;
}

export interface NodeSpec {
  readonly address: Address;
  readonly zone: string;
}

/** What it looks after. */
export interface FleetSetup {
  readonly config: Config;
  readonly nodes: readonly NodeSpec[];
  /** Where everything is when the run begins, by partition: one map, shared with all nodes. */
  readonly routes: ReadonlyMap<string, Route>;
  readonly tables: ReadonlyMap<string, TableSpec>;
  /** Changes of tables' throughput. Absent: none. */
  readonly changes?: readonly TableChange[];
  /** Servers of global admission control, to be told of them. Absent: none. */
  readonly admission?: readonly Address[];
}

export interface ControlSetup {
  readonly drains: readonly DrainOrder[];
  /** Absent: it does nothing but updates. */
  readonly fleet?: FleetSetup;
}

/** A replica that is being built. */
export interface Repair {
  readonly node: Address;
  /** Whose place it takes. */
  readonly inPlaceOf: Address;
  /** When the group's leader asked for it last. */
  readonly asked: LocalTime;
}

/** All that a control plane without a fleet has to do. */
export interface UpdatesState {
  readonly drains: readonly DrainOrder[];
}

export interface ControlState extends UpdatesState {
  readonly self: Address;
  readonly setup: ControlSetup;
  /** Storage nodes, by when they reported last. */
  readonly reports: Map<Address, LocalTime>;
  /** Nodes found dead, which have not reported since. */
  readonly dead: Set<Address>;
  /** Replicas that are being built, by "log" or "storage" and partition. */
  readonly repairs: Map<string, Repair>;
  /** Nodes that are being updated, and by when they are expected back. */
  readonly updates: Map<Address, LocalTime>;
  /** Splits that are worked on, by partition. */
  readonly splits: Map<string, PendingSplit>;
  /** Share of its capacity that each storage node uses, as it last said. */
  readonly loads: Map<Address, number>;
  /** Replicas that are moved to other nodes, by partition. */
  readonly moves: Map<string, MoveUnderWay>;
  readonly capacity: CapacityState;
}

/** What tables may consume, where the control plane has a say in it. */
export interface CapacityState {
  /** Of the tables whose throughput was changed since the run began. */
  readonly rates: Map<string, TableRates>;
  /** Under adaptive capacity: what storage nodes said last, and when. */
  readonly reports: Map<Address, { readonly report: CapacityReport; readonly at: LocalTime }>;
  /** The first report of a round has come in. */
  deciding: boolean;
}

export type ControlEffects = Effects<DynamoMessage, never>;

export const freshControl = (self: Address, setup: ControlSetup, at: LocalTime): ControlState => ({
  self,
  drains: setup.drains,
  setup,
  reports: new Map(setup.fleet?.nodes.map(({ address }) => [address, at])),
  dead: new Set(),
  repairs: new Map(),
  updates: new Map(),
  splits: new Map(),
  loads: new Map(),
  moves: new Map(),
  capacity: { rates: new Map(), reports: new Map(), deciding: false },
});

export const hasFleet = (state: UpdatesState | ControlState): state is ControlState =>
  "reports" in state;
