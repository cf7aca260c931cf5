/** The control plane, and the archive, which is a service of its own. */

import type { Address } from "../../../kernel/role.ts";
import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import { archive } from "../archive/archive.ts";
import { controlPlane } from "../control-plane/control-plane.ts";
import type { Layout } from "../layout.ts";
import { addressOf, archiveAddress, controlAddress, ofRegion, type Size, specsOf } from "./size.ts";

export function controlMachines(zones: readonly Zone[], { region }: Size): MachineSpec[] {
  const zone = zones[zones.length - 1]!.name;
  return [
    { name: ofRegion("control", region), zone },
    { name: ofRegion("archive", region), zone },
  ];
}

export function controlPlacements(layout: Layout, zones: readonly Zone[], size: Size): Placement[] {
  const { config, tables, updates, changes, region } = size;
  const { nodes } = layout;
  const routes = new Map(layout.routes.map((route) => [route.id, route]));
  const drains = updates.map(({ node, at }) => ({ replica: node as Address, at }));
  const admission = zones.map(({ name }) => addressOf("admission", name));
  const known = { config, nodes, routes, tables: specsOf(tables) };
  const setup = { drains, fleet: { ...known, changes, admission } };
  return [
    place({
      address: controlAddress(size),
      machine: ofRegion("control", region),
      role: controlPlane,
      setup,
    }),
    place({
      address: archiveAddress(size),
      machine: ofRegion("archive", region),
      role: archive,
      setup: {},
    }),
  ];
}
