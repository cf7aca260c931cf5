import type { SeatedPlayer } from "../../sim/kernel/search/rows.ts";
import type { Placement } from "../../sim/kernel/topology.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaSetup } from "../../sim/systems/dynamodb/replication-group/setup.ts";
import type { Scenario } from "../scenario.ts";

/**
 * The replicas of the scenario's first case, laid out on so many machines, with the system's
 * settings changed. Throws a RangeError whose message is a sentence for a scenario that is not of
 * one group, or a setting that does not exist.
 */
export function groupOf(
  { name, cases, topology }: Scenario,
  machines: number,
  changes: Readonly<Record<string, string>>,
): readonly SeatedPlayer[] {
  const own = topology.zones.map((zone) => zone.name);
  const zones = zoneNames(own, machines).map((zone) => ({ name: zone, machines: 1 }));
  const [first] = cases;
  const { placements = [] } = first?.system.with(changes).deploy({ zones, clients: 2 }) ?? {};
  const replicas = placements.filter(isAlone);
  if (replicas.length !== machines) {
    throw new RangeError(
      `${name} is not of a single replication group: expected a scenario such as leader-crash`,
    );
  }
  return replicas.map(({ address, role, setup, disk = [] }) => ({
    address,
    role,
    setup: setup as ReplicaSetup,
    disk,
  }));
}

/** A replica with a machine to itself, whose group nobody else watches over. */
const isAlone = ({ role, setup }: Placement): boolean =>
  role === replica && (setup as ReplicaSetup).node === undefined;

/** The scenario's own zones, and more by the letters that follow. */
const zoneNames = (own: readonly string[], count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => own[index] ?? String.fromCharCode(97 + index));
