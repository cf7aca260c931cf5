import { describeRange } from "../../sim/parts/key-range.ts";
import { metadataServer } from "../../sim/systems/dynamodb/request-path/metadata-service.ts";
import { routesOf } from "../../sim/systems/dynamodb/request-path/route-cache.ts";
import { fleetGroups } from "../groups/fleet-groups.ts";
import type { FinalProperty } from "../property.ts";

/** Whatever was split, moved or lost meanwhile: the maps have caught up with what is. */
export const routesConverge: FinalProperty = {
  kind: "final",
  name: "routes-converge",
  statement:
    "In the end every metadata server's map has each partition's range as its group has it.",
  source: "ATC '22, §6.6 (storage nodes are the authority; changes reach all metadata servers)",

  judge(world) {
    const servers = world.playing(metadataServer);
    const groups = fleetGroups(world);
    const wanted = new Map(groups.map(({ partition, range }) => [partition, range]));
    const tables = [...new Set(groups.map(({ table }) => table))];
    for (const { address, state } of servers) {
      const routes = tables.flatMap((table) => routesOf(state.routes, table));
      for (const { id, range } of routes) {
        const actual = wanted.get(id);
        if (actual?.from === range.from && actual.to === range.to) continue;
        const has = actual === undefined ? "nothing" : describeRange(actual);
        return broken(`${address} has ${id} at ${describeRange(range)}, where it holds ${has}`);
      }
      if (routes.length !== groups.length) {
        return broken(`${address} knows ${routes.length} partitions of ${groups.length}`);
      }
    }
    const checked = servers.length * groups.length;
    const reason = `${servers.length} maps have the ${groups.length} partitions as they are`;
    return { verdict: checked === 0 ? "unknown" : "holds", checked, reason };

    function broken(wrong: string) {
      return { verdict: "broken", checked: servers.length, reason: wrong } as const;
    }
  },
};
