/** Every deliberate mistake there is, with its grounds: what `quorate bugs` goes through. */

import { linearizable } from "../../properties/histories/linearizable.ts";
import { bugs as dnsBugs } from "../../sim/systems/dns-2025/bugs.ts";
import { bugs as dynamoBugs, type GroupBug, groupBugs } from "../../sim/systems/dynamodb/bugs.ts";
import { dynamodb } from "../../sim/systems/dynamodb/system.ts";
import { bugs as metadataBugs } from "../../sim/systems/metadata-2015/bugs.ts";
import anyWeather from "../any-weather.ts";
import { holds, type Scenario } from "../scenario.ts";
import { fleetGroundOf, huntedInAFleet } from "./fleet-grounds.ts";
import { groundOf } from "./grounds.ts";
import { dnsGroundOf, metadataGroundOf } from "./incident-grounds.ts";

export interface Mistake {
  /** As its switch; in front of those of the incidents their system: "dns-2025/…". */
  readonly name: string;
  /** "group", "fleet", or the system of an incident. */
  readonly where: "group" | "fleet" | "dns-2025" | "metadata-2015";
  /** A sentence. */
  readonly mistake: string;
  /** The property that must catch it. */
  readonly caughtBy: string;
  /** The same world and hardships, with the mistake and without it. */
  readonly ground: (on: boolean) => Scenario;
  /** Faults of all kinds, drawn from the seed: no grounds made for it. Absent: none such. */
  readonly swarm?: () => Scenario;
}

const keys = <Table extends object>(table: Table) => Object.keys(table) as (keyof Table)[];

const ofGroup = keys(groupBugs).map(
  (name): Mistake => ({
    name,
    where: "group",
    ...groupBugs[name],
    ground: (on) => groundOf(name, on),
    swarm: () => swarmOf(name),
  }),
);

const ofFleet = huntedInAFleet.map(
  (name): Mistake => ({
    name,
    where: "fleet",
    ...dynamoBugs[name],
    ground: (on) => fleetGroundOf(name, on),
  }),
);

const ofDns = keys(dnsBugs).map(
  (name): Mistake => ({
    name: `dns-2025/${name}`,
    where: "dns-2025",
    ...dnsBugs[name],
    ground: (on) => dnsGroundOf(name, on),
  }),
);

const ofMetadata = keys(metadataBugs).map(
  (name): Mistake => ({
    name: `metadata-2015/${name}`,
    where: "metadata-2015",
    ...metadataBugs[name],
    ground: (on) => metadataGroundOf(name, on),
  }),
);

export const gallery: readonly Mistake[] = [...ofGroup, ...ofFleet, ...ofDns, ...ofMetadata];

/** Caught at once and on every seed, or the checks themselves are broken. */
export const canary: Mistake = ofGroup.find(({ name }) => name === "ack-before-quorum")!;

const swarmOf = (bug: GroupBug): Scenario => ({
  ...anyWeather,
  cases: [{ system: dynamodb({ bugs: [bug] }), expect: [holds(linearizable)] }],
});
