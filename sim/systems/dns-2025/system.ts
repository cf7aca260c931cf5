/** The incident's parts, laid out: load balancers and a pool in each zone, an enactor in each. */

import { constant } from "../../kernel/distribution.ts";
import type { Address, AnyRole } from "../../kernel/role.ts";
import type { Deployment, Plan, PostureNow, System } from "../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../kernel/topology.ts";
import { connectionPool, type PoolState } from "./connection-pool.ts";
import { type DnsState, dnsService } from "./dns-service.ts";
import { enactor } from "./enactor.ts";
import { addressesOf } from "./hosted-zone.ts";
import { loadBalancer } from "./load-balancer.ts";
import { operator } from "./operator.ts";
import { planner } from "./planner.ts";
import { changed, shown } from "./setting-texts.ts";
import { type Config, configure, regionalOf } from "./settings.ts";
import { table } from "./table.ts";

/** The machine of the DNS service, for faults; it stands in the first zone. */
export const dnsMachine = "dns";

/** The machine of a zone's enactor, for faults. */
export const enactorMachine = (zone: string): string => `enactor-${zone}`;

export function dns2025(changes: Partial<Config> = {}): System {
  const config = configure(changes);
  return {
    name: "dns-2025",
    settings: shown(config),
    deploy: (plan) => deploy(plan, config),
    with: (texts) => dns2025({ ...changes, ...changed(config, texts) }),
    posture,
  };
}

/** Whether the endpoint resolves; whether a zone's clients have a connection. */
function posture(role: AnyRole, state: unknown): PostureNow | undefined {
  if (role === dnsService) {
    const { zone, setup } = state as DnsState;
    return stands(addressesOf(zone, regionalOf(setup.config)).length > 0);
  }
  if (role !== connectionPool) return undefined;
  const { connections, refused } = state as PoolState;
  // Nobody has been refused in the moments before the first connection.
  return stands(connections.length > 0 || refused === 0);
}

const stands = (isWell: boolean): PostureNow => ({
  as: isWell ? "serving" : "recovering",
  ballot: 0,
  label: "",
});

/** `machines` of a zone is how many load balancers it has. */
function deploy({ zones }: Plan, config: Config): Deployment {
  const first = zones[0]!.name;
  const dns = dnsMachine as Address;
  const seats = zones.map(({ name: zone, machines }) => ({
    zone,
    enactor: enactorMachine(zone) as Address,
    pool: `pool-${zone}` as Address,
    balancers: Array.from({ length: machines }, (_, at) => `balancer-${zone}-${at + 1}` as Address),
  }));
  const balancers = seats.flatMap((seat) => seat.balancers);
  const enactors = seats.map((seat) => seat.enactor);
  const [planning, items] = ["planner", "table"] as Address[] as [Address, Address];
  const alone = <Setup extends object>(address: Address, role: AnyRole, setup: Setup): Placement =>
    place({ address, machine: address, role, setup });
  const placements = [
    alone(dns, dnsService, { balancers, config }),
    alone(planning, planner, { dns, balancers, config }),
    alone("operator" as Address, operator, { dns, automation: [planning, ...enactors], config }),
    alone(items, table, {}),
    ...enactors.map((address, index) =>
      alone(address, enactor, { index, enactors: enactors.length, dns, config }),
    ),
    ...balancers.map((address) =>
      alone(address, loadBalancer, { planner: planning, table: items, config }),
    ),
    ...seats.map(({ pool }) => alone(pool, connectionPool, { dns, config })),
  ];
  const zoneOf = new Map(
    seats.flatMap((seat) =>
      [seat.enactor, seat.pool, ...seat.balancers].map((each) => [each, seat.zone]),
    ),
  );
  const machines = placements.map(({ machine }): MachineSpec => {
    const flush = machine === dnsMachine ? { flush: constant(config.changeTime) } : {};
    return { name: machine, zone: zoneOf.get(machine as Address) ?? first, ...flush };
  });
  const entry = Object.fromEntries(seats.map(({ zone, pool }) => [zone, pool]));
  return { machines, placements, entry };
}
