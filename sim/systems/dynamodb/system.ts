/** DynamoDB, laid out: one partition of three replicas in three zones, and a router in each zone. */

import type { Address } from "../../kernel/role.ts";
import type { Deployment, Plan, System, Zone } from "../../kernel/system.ts";
import type { Duration } from "../../kernel/time.ts";
import { asSetup, type MachineSpec, type Placement, place } from "../../kernel/topology.ts";
import { ballotText } from "../../parts/ballot.ts";
import { type Config, configure } from "./config.ts";
import { controlPlane } from "./control-plane/control-plane.ts";
import { storageDisk } from "./hardware.ts";
import { replica } from "./replication-group/replica.ts";
import type { ReplicaState } from "./replication-group/state.ts";
import { requestRouter } from "./request-path/request-router.ts";
import { soleRoute } from "./request-path/route-cache.ts";
import { changed, shown } from "./settings.ts";

/** What a scenario may say: settings of `config.ts`, and the arrangement. */
export interface DynamoOptions extends Partial<Config> {
  /** Zone of the replica that leads at first. Default: the first zone. */
  readonly firstLeader?: string;
  /**
   * Zones of the three replicas, one each; a zone named more than once has as many of them. Default:
   * every zone with a storage machine has one. Ablation only: replicas of one zone share its fate.
   */
  readonly zones?: readonly string[];
  /** Updates: the replica of this zone is drained at this time. */
  readonly drains?: readonly { readonly zone: string; readonly at: Duration }[];
}

export function dynamodb(options: DynamoOptions = {}): System {
  const { firstLeader, drains, zones, ...changes } = options;
  // Roles keep it in their states; a new setting is no change of state.
  const config = asSetup(configure(changes));
  return {
    name: "dynamodb",
    settings: shown(config),
    deploy: (plan) => deploy(plan, config, { firstLeader, drains: drains ?? [], zones }),
    with: (texts) => dynamodb({ ...options, ...changed(config, texts) }),
    posture(role, state) {
      if (role !== replica) return undefined;
      const { role: as, promised } = state as ReplicaState;
      return { as, ballot: promised, label: ballotText(promised) };
    },
  };
}

const address = (kind: string, zone: string): Address => `${kind}-${zone}` as Address;

/** What an arrangement says beside the settings. */
interface Arrangement {
  readonly firstLeader: string | undefined;
  readonly drains: readonly { readonly zone: string; readonly at: Duration }[];
  readonly zones: readonly string[] | undefined;
}

function deploy(
  { zones }: Plan,
  config: Config,
  { firstLeader, drains, zones: chosen }: Arrangement,
): Deployment {
  const withStorage = zones.filter(({ machines }) => machines > 0).map(({ name }) => name);
  const seats = seatsIn(chosen ?? withStorage);
  const members = seats.map(({ name }) => address("storage", name));
  const first = address("storage", firstLeader ?? seats[0]?.name ?? "");
  const machines = zones.flatMap((zone) => machinesOf(zone, seats));
  const placements: Placement[] = seats.map(({ name }) =>
    place({
      address: address("storage", name),
      machine: `storage-${name}`,
      role: replica,
      setup: { members, config, firstLeader: first },
      disk: [{ kind: "formatted" }],
    }),
  );
  const routes = soleRoute(members, first);
  for (const { name } of zones) {
    const setup = { config, routes, metadata: [] };
    const at = { address: address("router", name), machine: `router-${name}` };
    placements.push(place({ ...at, role: requestRouter, setup }));
  }
  if (drains.length > 0) {
    machines.push({ name: "control", zone: zones[zones.length - 1]!.name });
    const orders = drains.map(({ zone, at }) => ({ replica: address("storage", zone), at }));
    placements.push(
      place({
        address: "auto-admin" as Address,
        machine: "control",
        role: controlPlane,
        setup: { drains: orders },
      }),
    );
  }
  const entry = Object.fromEntries(zones.map(({ name }) => [name, address("router", name)]));
  return { machines, placements, entry };
}

interface Seat {
  /** "a"; the second replica of a zone is "a-2". */
  readonly name: string;
  readonly zone: string;
}

const seatsIn = (zones: readonly string[]): readonly Seat[] =>
  zones.map((zone, index) => {
    const before = zones.slice(0, index).filter((other) => other === zone).length;
    return { name: before === 0 ? zone : `${zone}-${before + 1}`, zone };
  });

/** The storage machines that the zone has, and a router. */
function machinesOf({ name }: Zone, seats: readonly Seat[]): MachineSpec[] {
  const storage = seats
    .filter(({ zone }) => zone === name)
    .map((seat) => ({ name: `storage-${seat.name}`, zone: name, ...storageDisk }));
  return [...storage, { name: `router-${name}`, zone: name, cores: 8 }];
}
