/** From a scenario's words to a simulation: machines, placements, clients, faults. */

import { drawSchedule } from "../../properties/generators/fault-schedule.ts";
import { client } from "../../sim/client/client.ts";
import type { ClientSetup } from "../../sim/client/client-state.ts";
import { type ClientSettings, clientSettings } from "../../sim/client/settings.ts";
import { isRecorded, type Workload } from "../../sim/client/workload.ts";
import { type FaultSpec, faultOf } from "../../sim/faults/schedule.ts";
import { refuseUnknownTargets } from "../../sim/faults/unknown-targets.ts";
import type { Fault } from "../../sim/kernel/fault.ts";
import { streamsOf } from "../../sim/kernel/random.ts";
import type { Address } from "../../sim/kernel/role.ts";
import type { Deployment, System } from "../../sim/kernel/system.ts";
import { type Duration, seconds } from "../../sim/kernel/time.ts";
import { type NetworkSpec, type Placement, place } from "../../sim/kernel/topology.ts";
import { defaults } from "../../sim/parts/setting.ts";
import { type Case, defaultSettle, type Scenario, type Topology } from "../scenario.ts";
import { auditKeys } from "./audit-keys.ts";

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
  readonly workload: Workload;
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

export function assemble(scenario: Scenario, chosen: Case, changes: Changes): Assembled {
  const workload = changes.workload ?? chosen.workload ?? scenario.workload;
  const { topology } = scenario;
  const duration = isRecorded(workload) ? lengthOf(workload) : scenario.duration;
  const auditAt = (duration + (scenario.settle ?? defaultSettle)) as Duration;
  const phases = { loadEnds: duration, auditAt, end: (auditAt + auditLasts) as Duration };
  const clients = topology.zones.reduce((sum, zone) => sum + (zone.clients ?? 0), 0);
  const deployment = changes.system.deploy({ zones: topology.zones, clients });
  const withClients = withClientMachines(deployment, topology);
  const schedule = [
    ...(chosen.faults ?? scenario.faults),
    ...swarm(scenario, deployment, duration, changes.seed),
  ];
  const zoneNames = topology.zones.map(({ name }) => name);
  refuseUnknownTargets(schedule, { machines: names(withClients), zones: zoneNames });
  return {
    system: changes.system,
    clientSettings: changes.clientSettings,
    workload,
    deployment: withClients,
    placements: [
      ...deployment.placements,
      ...clientPlacements(topology, deployment, changes.clientSettings, workload, phases),
    ],
    network: networkOf(topology),
    schedule,
    faults: schedule.map(faultOf),
    phases,
  };
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

function withClientMachines(deployment: Deployment, { zones }: Topology): Deployment {
  const machines = zones
    .filter(({ clients }) => (clients ?? 0) > 0)
    .map(({ name }) => ({ name: `clients-${name}`, zone: name }));
  return { ...deployment, machines: [...deployment.machines, ...machines] };
}

function clientPlacements(
  { zones }: Topology,
  { entry }: Deployment,
  settings: ClientSettings,
  workload: Workload,
  { loadEnds, auditAt }: Phases,
): Placement[] {
  const seats = zones.flatMap(({ name, clients = 0 }) =>
    Array.from({ length: clients }, (_, index) => ({ zone: name, number: index + 1 })),
  );
  const keys = auditKeys(workload);
  return seats.map(({ zone, number }, index) => {
    const setup: ClientSetup = {
      index,
      clients: seats.length,
      entry: entry[zone]!,
      workload,
      settings,
      loadEnds,
      auditAt,
      auditKeys: keys.filter((_, position) => position % seats.length === index),
    };
    const address = `client-${zone}-${number}` as Address;
    return place({ address, machine: `clients-${zone}`, role: client, setup });
  });
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
