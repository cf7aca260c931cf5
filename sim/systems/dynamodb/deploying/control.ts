/** The control plane, and the archive, which is a service of its own. */

import type { Address } from "../../../kernel/role.ts";
import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import { archive } from "../archive/archive.ts";
import { controlPlane } from "../control-plane/control-plane.ts";
import type { Layout } from "../layout.ts";
import { addressOf, archiveAddress, controlAddress, type Size, specsOf } from "./size.ts";

export function controlMachines(zones: readonly Zone[]): MachineSpec[] {
  const zone = zones[zones.length - 1]!.name;
  return [
    { name: "control", zone },
    { name: "archive", zone },
  ];
}

export function controlPlacements(
  layout: Layout,
  zones: readonly Zone[],
  { config, tables, updates, changes }: Size,
): Placement[] {
  const { nodes } = layout;
  const routes = new Map(layout.routes.map((route) => [route.id, route]));
  const drains = updates.map(({ node, at }) => ({ replica: node as Address, at }));
  const admission = zones.map(({ name }) => addressOf("admission", name));
  const known = { config, nodes, routes, tables: specsOf(tables) };
  const setup = { drains, fleet: { ...known, changes, admission } };
  return [
    place({ address: controlAddress, machine: "control", role: controlPlane, setup }),
    place({ address: archiveAddress, machine: "archive", role: archive, setup: {} }),
  ];
}
