/**
 * What a run leaves behind, as plain data: what `results.json` holds and what reports draw.
 * Times are virtual, in µs, unless the name says otherwise. Nothing here depends on the wall clock.
 */

import type { Operation } from "../sim/client/history.ts";
import type { Measure, Verdict } from "./property.ts";

export type { Measure } from "./property.ts";

export interface PropertyResult {
  readonly name: string;
  readonly kind: "invariant" | "history" | "final" | "figure" | "sometimes";
  readonly statement: string;
  readonly source: string;
  readonly verdict: Verdict;
  /** What the scenario says should come out; for counter-runs "broken". */
  readonly expected: "holds" | "broken";
  /** Why the scenario expects it, where it says so: "the replica the write has not reached". */
  readonly because: string | undefined;
  readonly checked: number;
  readonly reason: string;
  /** When it first went wrong, µs. */
  readonly at: number | undefined;
  readonly operations: readonly number[];
  readonly order: readonly number[];
}

/** A fault as it happened. */
export interface FaultBand {
  readonly name: string;
  readonly about: string;
  readonly from: number;
  readonly until: number;
}

/** What one replica was, from when to when: the master timeline's strips. */
export interface Posture {
  readonly role: string;
  readonly from: number;
  readonly until: number;
  /** "leader", "waiting" (elected, old lease not yet over), "candidate", "asking", "follower",
   * "recovering", "down", "paused". */
  readonly as: string;
  /** Colours the strip; 0 where it has none. */
  readonly ballot: number;
  /** The ballot in words: "3.b". */
  readonly label: string;
}

/** One message in the window that the report draws. */
export interface DrawnMessage {
  readonly sentAt: number;
  /** When it was handled, or dropped. */
  readonly arrivedAt: number;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly text: string;
  readonly fate: "delivered" | "dropped" | "copy" | "in-flight";
  /** Number of the event that handled it; undefined when it never was. */
  readonly event: number | undefined;
}

/** Something a role did in the window: a mark, a timer, a record made durable, a start. */
export interface DrawnMark {
  readonly at: number;
  readonly role: string;
  readonly kind: "mark" | "timer" | "persisted" | "start" | "crash" | "pause" | "resume";
  readonly text: string;
}

/** A short stretch of the run in full detail, around what matters most. */
export interface Window {
  readonly from: number;
  readonly until: number;
  /** Why this stretch was chosen, in words. */
  readonly why: string;
  /** The roles drawn, in their order. */
  readonly roles: readonly string[];
  readonly messages: readonly DrawnMessage[];
  readonly marks: readonly DrawnMark[];
  /** Messages in the stretch that are not in `messages`, because there were too many. */
  readonly hidden: number;
}

export interface SettingUsed {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly isDefault: boolean;
  readonly meaning: string;
  readonly source: string;
}

export interface CaseResult {
  /** "dynamodb", or "dynamodb, asking off". */
  readonly name: string;
  readonly system: string;
  readonly verdict: Verdict;
  readonly sentence: string;
  readonly fingerprint: string;
  readonly events: number;
  /** µs */
  readonly virtualTime: number;
  readonly properties: readonly PropertyResult[];
  /** Keys in a fixed order; see `properties/measures.ts` for the list. */
  readonly measures: Readonly<Record<string, Measure>>;
  readonly faults: readonly FaultBand[];
  readonly settings: readonly SettingUsed[];
}

/** How global indexes followed their tables. */
export interface IndexCourse {
  /** Entries that wait between a partition and an index: from each instant, µs, on so many. */
  readonly queues: readonly {
    /** "orders to orders/by-customer". */
    readonly name: string;
    /** So many are too many: writes are refused. */
    readonly full: number;
    readonly steps: readonly (readonly [instant: number, entries: number])[];
  }[];
  /** µs, ascending, an even sample: from commit to the index, and to the last replica. */
  readonly indexLags: readonly number[];
  readonly replicaLags: readonly number[];
}

/** What a report needs on top of the result, and a sweep does not keep. */
export interface CaseRecording {
  readonly result: CaseResult;
  readonly operations: readonly Operation[];
  readonly postures: readonly Posture[];
  readonly windows: readonly Window[];
  /** The load ends here, µs; then everything heals, settles and is audited. */
  readonly loadEnds: number;
  /** Absent: no table has a global index. */
  readonly indexes?: IndexCourse;
}

export interface RunResult {
  readonly tool: string;
  readonly version: string;
  readonly scenario: string;
  readonly question: string;
  readonly source: string;
  readonly seed: number;
  readonly configHash: string;
  readonly fingerprint: string;
  readonly verdict: Verdict;
  /** One plain sentence: what came out. */
  readonly sentence: string;
  readonly events: number;
  readonly virtualTime: number;
  readonly replay: string;
  /** Names of the measures that the scenario is about; absent: it names none. */
  readonly figures?: readonly string[];
  readonly cases: readonly CaseResult[];
}

export interface RunRecording {
  readonly result: RunResult;
  readonly cases: readonly CaseRecording[];
}
