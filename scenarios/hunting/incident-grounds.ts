/** Where deliberate mistakes of the incidents of 2015 and 2025 show, as in `grounds.ts`. */

import { dnsClientsReturn } from "../../properties/finals/dns-clients-return.ts";
import { dnsRecordsNeverGoBack } from "../../properties/finals/dns-records-never-go-back.ts";
import { metadataLeasesWithinGrants } from "../../properties/finals/metadata-leases-within-grants.ts";
import { metadataNobodyServesWithoutALease } from "../../properties/finals/metadata-nobody-serves-without-a-lease.ts";
import { metadataWorkIsConstant } from "../../properties/finals/metadata-work-is-constant.ts";
import type { Property } from "../../properties/property.ts";
import { crash } from "../../sim/faults/crash.ts";
import { cut } from "../../sim/faults/cut.ts";
import type { FaultSpec } from "../../sim/faults/schedule.ts";
import { slowLink } from "../../sim/faults/slow-link.ts";
import { constant } from "../../sim/kernel/distribution.ts";
import type { System, Zone } from "../../sim/kernel/system.ts";
import { type Duration, ms, seconds } from "../../sim/kernel/time.ts";
import type { Bug as DnsBug } from "../../sim/systems/dns-2025/bugs.ts";
import type { Config as DnsConfig } from "../../sim/systems/dns-2025/settings.ts";
import { dns2025, dnsMachine, enactorMachine } from "../../sim/systems/dns-2025/system.ts";
import type { Bug as MetadataBug } from "../../sim/systems/metadata-2015/bugs.ts";
import type { Config as MetadataConfig } from "../../sim/systems/metadata-2015/settings.ts";
import { metadata2015, metadataMachine } from "../../sim/systems/metadata-2015/system.ts";
import dnsOutage from "../dns-outage-of-2025.ts";
import { holds, type Scenario, scenario } from "../scenario.ts";

/** What an enactor and the DNS service say takes so long each way. */
const slow = (zone: string, from: number, until: number, delay: Duration): FaultSpec =>
  slowLink({
    between: [[enactorMachine(zone)], [dnsMachine]],
    delay,
    jitter: ms(1),
    from: seconds(from),
    until: seconds(until),
  });

interface DnsGround {
  readonly config: Partial<DnsConfig>;
  readonly faults?: readonly FaultSpec[];
  readonly judged?: readonly Property[];
}

const dnsGrounds: Readonly<Record<Exclude<DnsBug, "empty-answer-kept-for-ever">, DnsGround>> = {
  "expects-whatever-is-there": {
    config: { remedy: "compare-and-set" },
    faults: [slow("a", 41, 57, ms(380))],
    judged: [dnsRecordsNeverGoBack],
  },
  "age-from-the-newest-plan": { config: { remedy: "compare-and-set" } },
  "references-read-too-early": {
    // One record. Enactor c, slow too, lists plans at 50 s and deletes them at 54 s; a acts at 52 s.
    config: {
      cleanUp: "keeps-referenced",
      endpoints: 1,
      keptGenerations: 5,
      answerLimit: seconds(30),
    },
    faults: [
      slow("a", 31, 60, seconds(6.22)),
      slow("c", 35, 60, seconds(2)),
      crash({ machine: enactorMachine("b"), from: seconds(10), until: seconds(60) }),
    ],
  },
};

export function dnsGroundOf(bug: DnsBug, on: boolean): Scenario {
  const bugs = on ? [bug] : [];
  if (bug === "empty-answer-kept-for-ever") return asIn2025(bugs);
  const { config, faults = [], judged = [] } = dnsGrounds[bug];
  return incident(bug, {
    zones: ["a", "b", "c"].map((name) => ({ name, machines: 2 })),
    system: dns2025({ ...config, bugs }),
    faults,
    judged,
    lasts: seconds(70),
  });
}

/** Whose record is emptied in either case, and whose clients ask again. */
const asIn2025 = (bugs: readonly DnsBug[]): Scenario => ({
  ...dnsOutage,
  cases: dnsOutage.cases
    .slice(0, 1)
    .map((chosen) => ({ ...chosen, system: dns2025({ bugs }), expect: [holds(dnsClientsReturn)] })),
});

const disruption = { from: seconds(20), until: seconds(22) };
const metadataLasts = seconds(90);

const metadataGrounds: Readonly<
  Record<MetadataBug, { readonly config: Partial<MetadataConfig>; readonly judged: Property }>
> = {
  "serve-without-lease": { config: {}, judged: metadataNobodyServesWithoutALease },
  "lease-from-receipt": { config: { indexesPerTable: 0 }, judged: metadataLeasesWithinGrants },
  "full-list-to-the-lagging": {
    config: { constantWork: true },
    judged: metadataWorkIsConstant({ stretch: seconds(4), until: metadataLasts }),
  },
};

/** Thirty servers and one core: the fleet of 2015, a quarter of its size. */
export function metadataGroundOf(bug: MetadataBug, on: boolean): Scenario {
  const { config, judged } = metadataGrounds[bug];
  return incident(bug, {
    zones: [{ name: "a", machines: 30 }],
    system: metadata2015({ metadataCores: 1, ...config, bugs: on ? [bug] : [] }),
    faults: [cut({ groups: [[metadataMachine], ["a"]], ...disruption })],
    judged: [judged],
    lasts: metadataLasts,
  });
}

/** Nobody asks for items, and messages are 1 ms under way. */
const incident = (
  bug: string,
  {
    zones,
    system,
    faults,
    judged,
    lasts,
  }: {
    readonly zones: readonly Zone[];
    readonly system: System;
    readonly faults: readonly FaultSpec[];
    readonly judged: readonly Property[];
    readonly lasts: Duration;
  },
): Scenario =>
  scenario({
    name: `hunt-${bug}`,
    question: `Is the mistake "${bug}" caught?`,
    source: "bugs.ts",
    claims: [],
    topology: { zones, withinZone: constant(ms(1)), acrossZones: constant(ms(1)) },
    faults,
    duration: lasts,
    seeds: { first: 1, count: 20 },
    cases: [{ system, expect: judged.map(holds) }],
  });
