/** Runs made up for tests of the report: what it must be able to draw, without running anything. */

import type { CaseRecording, RunRecording, RunResult } from "../properties/result.ts";
import { count, emptyCase, micros, property } from "./sample/case.ts";
import { staleCase, steadyCase } from "./sample/drift.ts";
import { loadEnds, outage, outageHistory } from "./sample/outage-history.ts";
import { outagePostures, outageWindow } from "./sample/outage-window.ts";

const end = 70_000_000;

const run = (rest: Partial<RunResult>, cases: readonly CaseRecording[]): RunRecording => ({
  cases,
  result: {
    tool: "quorate",
    version: "0.1.0",
    scenario: "sample",
    question: "Does the report show what it should?",
    source: "USENIX ATC '22, §6.1 (write quorum across zones), §6.2 (wait for the old lease)",
    seed: 7,
    configHash: "c41f09d2",
    fingerprint: "8f3a6be1c02d7745",
    verdict: "holds",
    sentence: "",
    events: cases.reduce((sum, { result }) => sum + result.events, 0),
    virtualTime: end,
    replay: "npx quorate run sample --seed 7",
    ...rest,
    cases: cases.map(({ result }) => result),
  },
});

/** The leader's zone goes dark for twenty seconds; writes stop for 2.6. `perSecond` attempts. */
export function sampleOutage(perSecond: number): RunRecording {
  const operations = outageHistory(7, perSecond);
  const sentence =
    "Writes stood still for 2.6 s after the leader's zone went dark; none of those acknowledged was lost.";
  const recording: CaseRecording = {
    operations,
    postures: outagePostures(end),
    windows: [outageWindow(11)],
    loadEnds,
    result: {
      ...emptyCase,
      sentence,
      events: 1_284_551,
      properties: outageProperties(operations.length),
      measures: {
        longestOutage: micros(2_602_318),
        acknowledged: count(
          operations.filter((o) => o.kind === "put" && o.outcome === "ok").length,
        ),
        lost: count(0),
        elections: count(1),
        leaderless: micros(outage.over - outage.begins),
        writeLatencyP50: micros(2_640),
        writeLatencyP99: micros(9_100),
        staleReads: { value: 0.0021, unit: "share" },
        stalenessP99: micros(18_400),
        messagesPerWrite: { value: 11.62, unit: "messages" },
        load: { value: perSecond, unit: "1/s" },
      },
      faults: [{ name: "zone-outage", about: "a", from: outage.begins, until: outage.ends }],
    },
  };
  return run(
    {
      scenario: "leader-zone-outage",
      question: "A leader's zone goes dark: how long are writes refused, and is one lost?",
      sentence,
      replay: "npx quorate run leader-zone-outage --seed 7",
    },
    [recording],
  );
}

const outageProperties = (operations: number) => [
  property("linearizable", "history", "Strong reads and writes of each key have a legal order.", {
    checked: operations,
    reason: "a legal order was found for each of 100 keys",
  }),
  property("acknowledged-writes-survive", "history", "No acknowledged write is lost.", {
    checked: 40,
    reason: "each of 40 audited keys holds its last acknowledged write, or a later one",
  }),
  property("writes-resume", "history", "Within 4 s of the outage, a write is acknowledged.", {
    reason: "the first write was acknowledged 2.602 s after 10.000 s",
  }),
  property("one-leader-per-ballot", "invariant", "No ballot has two leaders.", {
    checked: 412_003,
  }),
  property("lease-exclusion", "invariant", "No two replicas hold the lease at once.", {
    checked: 412_003,
  }),
  property(
    "acknowledged-is-durable",
    "invariant",
    "An acknowledged write is on two of three disks.",
    {
      checked: 15_022,
    },
  ),
  property("logs-agree", "invariant", "Committed records agree between replicas.", {
    checked: 61_208,
  }),
  property("replicas-converge", "final", "After healing, all replicas hold the same items.", {
    checked: 3,
    reason: "three replicas agree on 100 items",
  }),
  property("reached election-won", "sometimes", 'The run comes to "election-won" at least once.', {
    reason: "reached once, first at 11.451 s",
  }),
  property(
    "reached lease-waited-out",
    "sometimes",
    'The run comes to "lease-waited-out" at least once.',
    {
      reason: "reached once, first at 12.600 s",
    },
  ),
];

/** Two cases, in the second of which a stale read shows a violation; `expected` says if it was meant. */
export function sampleDrift(expected: "holds" | "broken"): RunRecording {
  const broken = expected === "holds";
  const sentence = broken
    ? "Beyond the bound a deposed leader answered a strong read with a value already overwritten."
    : "Within the bound every strong read was right; beyond it, as it must be, one was stale.";
  return run(
    {
      scenario: "clock-drift-against-a-lease",
      question: "How wrong may a clock be before a lease no longer protects a strong read?",
      verdict: broken ? "broken" : "holds",
      sentence,
      virtualTime: 20_000_000,
      replay: "npx quorate run clock-drift-against-a-lease --seed 7",
    },
    [steadyCase(), staleCase(expected)],
  );
}

/** A run in which nothing happened: it cannot be said to hold. */
export function sampleNothing(): RunRecording {
  const sentence = "Nobody asked anything, so nothing can be said.";
  const reason = "the history is empty";
  const recording: CaseRecording = {
    operations: [],
    postures: [],
    windows: [],
    loadEnds,
    result: {
      ...emptyCase,
      sentence,
      verdict: "unknown",
      properties: [
        property(
          "linearizable",
          "history",
          "Strong reads and writes of each key have a legal order.",
          {
            verdict: "unknown",
            checked: 0,
            reason,
          },
        ),
        property("reached election-won", "sometimes", 'The run comes to "election-won".', {
          verdict: "unknown",
          checked: 0,
          reason: "never reached",
        }),
      ],
    },
  };
  return run({ verdict: "unknown", sentence }, [recording]);
}
