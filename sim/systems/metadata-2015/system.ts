/** The fleet of the incident, laid out: storage servers in all zones, one metadata service. */

import type { Address } from "../../kernel/role.ts";
import type { Deployment, Plan, System } from "../../kernel/system.ts";
import { type MachineSpec, type Placement, place } from "../../kernel/topology.ts";
import { metadataService } from "./metadata-service.ts";
import { requestRouter } from "./request-router.ts";
import { changed, shown } from "./setting-texts.ts";
import { type Config, configure } from "./settings.ts";
import type { ServerState } from "./state.ts";
import { storageServer } from "./storage-server.ts";

/** The machine of the metadata service, for faults; it stands in the first zone. */
export const metadataMachine = "metadata";

/** A report shows one strip for so many servers. */
const shownEvery = 10;

export function metadata2015(changes: Partial<Config> = {}): System {
  const config = configure(changes);
  return {
    name: "metadata-2015",
    settings: shown(config),
    deploy: (plan) => deploy(plan, config),
    with: (texts) => metadata2015({ ...changes, ...changed(config, texts) }),
    posture(role, state) {
      if (role !== storageServer) return undefined;
      const { serving, setup } = state as ServerState;
      if (setup.index % shownEvery !== 0) return undefined;
      return { as: serving ? "serving" : "recovering", ballot: 0, label: "" };
    },
  };
}

function deploy({ zones }: Plan, config: Config): Deployment {
  const service = metadataMachine as Address;
  const seats = zones.flatMap(({ name, machines }) =>
    Array.from({ length: machines }, (_, index) => ({
      zone: name,
      server: `storage-${name}-${String(index + 1).padStart(2, "0")}` as Address,
    })),
  );
  const servers = seats.map(({ server }) => server);
  const routers = zones.map(({ name }) => ({ zone: name, router: `router-${name}` as Address }));
  const machines: MachineSpec[] = [
    { name: metadataMachine, zone: zones[0]!.name, cores: config.metadataCores },
    ...seats.map(({ zone, server }) => ({ name: server, zone })),
    ...routers.map(({ zone, router }) => ({ name: router, zone })),
  ];
  const placements: Placement[] = [
    place({
      address: service,
      machine: metadataMachine,
      role: metadataService,
      setup: { servers, config },
    }),
    ...servers.map((address, index) =>
      place({ address, machine: address, role: storageServer, setup: { index, service, config } }),
    ),
    ...routers.map(({ router: address }) =>
      place({ address, machine: address, role: requestRouter, setup: { servers } }),
    ),
  ];
  const entry = Object.fromEntries(routers.map(({ zone, router }) => [zone, router]));
  return { machines, placements, entry };
}
