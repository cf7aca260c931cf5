/** Servers of streams, one in each zone, and the consumers that customers run. */

import type { Address } from "../../../kernel/role.ts";
import type { Zone } from "../../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../../kernel/topology.ts";
import { storageDisk } from "../hardware.ts";
import { streamConsumer } from "../streams/consumer/consumer.ts";
import { streamServer } from "../streams/stream-server.ts";
import { type Size, streamServers } from "./size.ts";

export function streamMachines(zones: readonly Zone[], size: Size): MachineSpec[] {
  if (streamServers(zones, size).length === 0) return [];
  return [
    ...zones.map(({ name: zone }) => ({ name: `streams-${zone}`, zone, ...storageDisk })),
    ...size.consumers.map(({ name, zone }) => ({ name, zone, ...storageDisk })),
  ];
}

export function streamPlacements(zones: readonly Zone[], size: Size): Placement[] {
  const { config, consumers } = size;
  const servers = streamServers(zones, size);
  return [
    ...servers.map((address) =>
      place({ address, machine: address, role: streamServer, setup: { config } }),
    ),
    ...consumers.map((spec) =>
      place({
        address: spec.name as Address,
        machine: spec.name,
        role: streamConsumer,
        setup: { config, spec, servers },
      }),
    ),
  ];
}
