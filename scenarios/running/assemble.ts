/** From a scenario's words to a simulation: machines, placements, clients, faults. */

import { drawSchedule } from "../../properties/generators/fault-schedule.ts";
import { type ClientSettings, clientSettings } from "../../sim/client/settings.ts";
import { isRecorded, ofTable, type Workload } from "../../sim/client/workload.ts";
import { type FaultSpec, faultOf } from "../../sim/faults/schedule.ts";
import { refuseUnknownTargets } from "../../sim/faults/unknown-targets.ts";
import type { Fault } from "../../sim/kernel/fault.ts";
import { streamsOf } from "../../sim/kernel/random.ts";
import type { Deployment, System } from "../../sim/kernel/system.ts";
import { type Duration, seconds } from "../../sim/kernel/time.ts";
import type { NetworkSpec, Placement } from "../../sim/kernel/topology.ts";
import { defaults } from "../../sim/parts/setting.ts";
import {
  type Case,
  defaultSettle,
  type Scenario,
  type Tenant,
  type Topology,
} from "../scenario.ts";
import { clientPlacements, machinesOf, type Party, partiesOf } from "./client-seats.ts";

/** When the phases of a run end, counted from its start. */
export interface Phases {
  readonly loadEnds: Duration;
  readonly auditAt: Duration;
  readonly end: Duration;
}

/** Everything that decides a run, but for the seed and the mode. */
export interface Assembled {
  readonly system: System;
  readonly clientSettings: ClientSettings;
  /** Everybody who asks, with their loads. */
  readonly parties: readonly Party[];
  readonly deployment: Deployment;
  readonly placements: readonly Placement[];
  readonly network: NetworkSpec;
  readonly schedule: readonly FaultSpec[];
  readonly faults: readonly Fault[];
  readonly phases: Phases;
}

/** The audit's reads take a few ms each; a system that does not answer is given up after this. */
const auditLasts = seconds(5);

export interface Changes {
  readonly seed: number;
  readonly system: System;
  readonly clientSettings: ClientSettings;
  readonly workload: Workload | undefined;
}

/** Throws a RangeError, whose message is a sentence, for loads that do not go together. */
export function assemble(scenario: Scenario, chosen: Case, changes: Changes): Assembled {
  const { topology } = scenario;
  const { zones } = topology;
  const own = chosen.workload ?? scenario.workload;
  // Neither logs nor presets name a table: they ask for the one that the scenario's own load does.
  const workload = changes.workload === undefined ? own : ofTable(changes.workload, own?.table);
  const tenants = chosen.tenants ?? scenario.tenants ?? [];
  refuseReplacement(scenario, changes, tenants);
  const duration =
    workload !== undefined && isRecorded(workload) && workload.arrivals.log.calls === undefined
      ? lengthOf(workload)
      : (chosen.duration ?? scenario.duration);
  const auditAt = (duration + (scenario.settle ?? defaultSettle)) as Duration;
  const phases = { loadEnds: duration, auditAt, end: (auditAt + auditLasts) as Duration };
  const { clientSettings: settings, system } = changes;
  const parties = partiesOf({ zones, workload, tenants, settings, loadEnds: duration });
  const clients = parties.reduce((sum, { seats }) => sum + seats.length, 0);
  const bare = system.deploy({ zones, clients });
  const deployment = { ...bare, machines: [...bare.machines, ...machinesOf(parties)] };
  const schedule = [
    ...(chosen.faults ?? scenario.faults),
    ...swarm(scenario, bare, duration, changes.seed),
  ];
  const zoneNames = zones.map(({ name }) => name);
  refuseUnknownTargets(schedule, { machines: names(deployment), zones: zoneNames });
  return {
    system,
    clientSettings: settings,
    parties,
    deployment,
    placements: [...bare.placements, ...clientPlacements(parties, bare, phases)],
    network: networkOf(topology),
    schedule,
    faults: schedule.map(faultOf),
    phases,
  };
}

/** A load from the command line takes the place of the one there is; of several it could be any. */
function refuseReplacement(
  { name }: Scenario,
  { workload }: Changes,
  tenants: readonly Tenant[],
): void {
  if (workload === undefined || tenants.length === 0) return;
  throw new RangeError(
    `scenario ${name} has ${tenants.length} tenants with loads of their own: another load cannot replace them`,
  );
}

const names = ({ machines }: Deployment): readonly string[] => machines.map(({ name }) => name);

/** Hardships of the seed's own: every case of the scenario meets the same ones. */
function swarm(
  { swarm: wanted, topology }: Scenario,
  { machines }: Deployment,
  duration: Duration,
  seed: number,
): readonly FaultSpec[] {
  if (wanted === undefined) return [];
  return drawSchedule({
    random: streamsOf(seed)("fault-schedule"),
    machines,
    zones: topology.zones.map(({ name }) => name),
    duration,
    ...wanted,
  });
}

/** A recorded load runs to its last request, at its own scale, and a second more. */
function lengthOf(workload: Extract<Workload, { arrivals: { kind: "recorded" } }>): Duration {
  const { log, scale } = workload.arrivals;
  const last = log.times[log.times.length - 1] ?? 0;
  return (Math.ceil(last / scale) + seconds(1)) as Duration;
}

const networkOf = ({ withinZone, acrossZones, pairs, bandwidth }: Topology): NetworkSpec => ({
  withinZone,
  acrossZones,
  ...(pairs === undefined ? {} : { pairs }),
  ...(bandwidth === undefined ? {} : { bandwidth }),
});

/** The client's settings of a scenario, with the command line's changes. */
export function clientSettingsOf(
  scenario: Scenario,
  texts: Readonly<Record<string, string>>,
): ClientSettings {
  const settings: Record<string, unknown> = { ...defaults(clientSettings), ...scenario.client };
  for (const [name, text] of Object.entries(texts)) {
    const known = Object.hasOwn(clientSettings, name);
    if (!known) throw new RangeError(unknownSetting(name));
    const parsed = clientSettings[name as keyof ClientSettings].parse(text);
    if ("expected" in parsed) {
      throw new RangeError(
        `setting client.${name} cannot be "${text}": expected ${parsed.expected}`,
      );
    }
    settings[name] = parsed.value;
  }
  return settings as unknown as ClientSettings;
}

const unknownSetting = (name: string): string =>
  `unknown setting "client.${name}": expected one of ${Object.keys(clientSettings)
    .map((known) => `client.${known}`)
    .join(", ")}`;
