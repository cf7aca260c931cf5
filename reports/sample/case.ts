import type { CaseResult, Measure, PropertyResult, SettingUsed } from "../../properties/result.ts";

/** A property that holds, unless the sample says otherwise. */
export function property(
  name: string,
  kind: PropertyResult["kind"],
  statement: string,
  rest: Partial<PropertyResult> = {},
): PropertyResult {
  return {
    name,
    kind,
    statement,
    source: "USENIX ATC '22, §3",
    verdict: "holds",
    expected: "holds",
    because: undefined,
    checked: 1,
    reason: "",
    at: undefined,
    operations: [],
    order: [],
    ...rest,
  };
}

export const count = (value: number): Measure => ({ value, unit: "count" });
export const micros = (value: number): Measure => ({ value, unit: "µs" });

const setting = (
  name: string,
  value: string,
  meaning: string,
  source: string,
  isDefault = true,
): SettingUsed => ({ name, value, unit: "time", isDefault, meaning, source });

export const settings: readonly SettingUsed[] = [
  setting(
    "leaderLease",
    "2s",
    "How long a leader may act on one renewal.",
    "§6.2: a couple of seconds",
  ),
  setting(
    "leaseRenewal",
    "500ms",
    "How often a leader renews its lease.",
    "assumption: a quarter of the lease",
  ),
  setting("heartbeat", "250ms", "How often a leader is heard from.", "assumption"),
  setting(
    "silence",
    "1.4s",
    "How long a follower waits before it doubts its leader.",
    "assumption",
    false,
  ),
  {
    ...setting("firstLeader", "a", "Zone whose replica leads at the start.", "the scenario", false),
    unit: "zone",
  },
  {
    ...setting("quorum", "2", "Disks that must hold a record before it is acknowledged.", "§6.1"),
    unit: "count",
  },
  setting("askTimeout", "100ms", "How long a follower waits for its peers' opinion.", "assumption"),
];

/** Everything a case needs, with nothing in it. */
export const emptyCase: CaseResult = {
  name: "dynamodb",
  system: "dynamodb",
  verdict: "holds",
  sentence: "",
  fingerprint: "5d0c7a41",
  events: 0,
  virtualTime: 70_000_000,
  properties: [],
  measures: {},
  faults: [],
  settings,
};
