/** What transactions need beside tables: coordinators and a recovery manager in every zone. */

import type { Address } from "../../../kernel/role.ts";
import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import type { Layout } from "../layout.ts";
import { requestRouter } from "../request-path/request-router.ts";
import { transactionCoordinator } from "../transactions/coordinator.ts";
import { recoveryManager } from "../transactions/recovery-manager.ts";
import { routerSetup } from "./router-setup.ts";
import { routersFrom, type Size, upTo } from "./size.ts";

type Named = readonly { readonly name: string }[];

const coordinatorName = (zone: string, number: number): Address =>
  `coordinator-${zone}-${number}` as Address;

const managerName = (zone: string): Address => `recovery-${zone}` as Address;

/** Those of this zone first. */
const zonesFrom = (zone: string, zones: Named): readonly string[] => [
  zone,
  ...zones.map(({ name }) => name).filter((name) => name !== zone),
];

/** Those of this zone first; none: the fleet has no transactions. */
export const coordinatorsFrom = (
  zone: string,
  zones: Named,
  { transactions }: Size,
): readonly Address[] =>
  zonesFrom(zone, zones).flatMap((name) =>
    upTo(transactions?.coordinatorsPerZone ?? 0).map((number) => coordinatorName(name, number)),
  );

/** The same of recovery managers, one a zone; undefined: the fleet has no transactions. */
export const managersFrom = (
  zone: string,
  zones: Named,
  { transactions }: Size,
): readonly Address[] | undefined =>
  transactions === undefined ? undefined : zonesFrom(zone, zones).map(managerName);

export function transactionMachines(zones: readonly Zone[], size: Size): MachineSpec[] {
  const { transactions } = size;
  if (transactions === undefined) return [];
  return zones.flatMap(({ name: zone }) => [
    { name: managerName(zone), zone },
    ...upTo(transactions.coordinatorsPerZone).map((number) => ({
      name: coordinatorName(zone, number),
      zone,
      cores: 8,
    })),
  ]);
}

/**
 * Coordinators reach the leaders of items themselves (ATC '23, §3.1): each has a router of its own on
 * its machine. The ledger is a table as any other, and they reach it as customers do.
 */
export function transactionPlacements(
  layout: Layout,
  zones: readonly Zone[],
  size: Size,
): Placement[] {
  const { transactions, config } = size;
  if (transactions === undefined) return [];
  const known = routerSetup(zones, layout, size);
  const { coordinatorsPerZone } = transactions;
  return zones.flatMap(({ name: zone }, index) => {
    const { near, far } = routersFrom(zone, zones, size);
    const manager = managerName(zone);
    const coordinators = coordinatorsFrom(zone, zones, size);
    return [
      place({
        address: manager,
        machine: manager,
        role: recoveryManager,
        setup: { config, coordinators, routers: near },
      }),
      ...upTo(coordinatorsPerZone).flatMap((number) => {
        const machine = coordinatorName(zone, number);
        const own = `router-of-${machine}` as Address;
        const count = index * coordinatorsPerZone + number;
        const setup = { config, number: count, own, near, far };
        return [
          place({ address: machine, machine, role: transactionCoordinator, setup }),
          place({ address: own, machine, role: requestRouter, setup: known }),
        ];
      }),
    ];
  });
}
