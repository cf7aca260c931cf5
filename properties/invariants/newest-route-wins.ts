import type { Address } from "../../sim/kernel/role.ts";
import { floor, type PartitionMap } from "../../sim/parts/partition-map.ts";
import type { Route } from "../../sim/systems/dynamodb/messages/path.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import { metadataServer } from "../../sim/systems/dynamodb/request-path/metadata-service.ts";
import { requestRouter } from "../../sim/systems/dynamodb/request-path/request-router.ts";
import type { Invariant, Step } from "../property.ts";

/**
 * Routes overtake one another on their way. Whoever keeps a map, and has been told of a version of a
 * partition's route, has no older one: neither what comes late nor what was there before counts.
 */
export const newestRouteWins: Invariant = {
  kind: "invariant",
  name: "newest-route-wins",
  statement: "No metadata server and no router has an older route than it has been told of.",
  source: "ATC '22, §6.6 (storage nodes are the authority; caches catch up with them)",
  onOccasion: true,

  watch() {
    const heard = new Map<Address, Heard>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const keeper = keeperOf(step);
        if (keeper === undefined || keeper.told.length === 0) return undefined;
        const { address, starts, map, told } = keeper;
        const newest = sinceStart(heard, address, starts);
        for (const route of told) {
          checked += 1;
          // From there on: of a partition that splits, a map has an old route for the part it lacks.
          const place = `${route.id} ${route.range.from}`;
          const version = Math.max(newest.get(place) ?? 0, route.version);
          newest.set(place, version);
          const stale = staleIn(map, route, version);
          if (stale !== undefined) return `${address} ${stale}`;
        }
        return undefined;
      },
    };
  },
};

/** Versions that a role has been told of since it started last, by partition and first key. */
interface Heard {
  readonly starts: number;
  readonly newest: Map<string, number>;
}

interface Keeper {
  readonly address: Address;
  readonly starts: number;
  readonly map: PartitionMap;
  /** What it has just been told. */
  readonly told: readonly Route[];
}

function keeperOf(step: Step): Keeper | undefined {
  const move = step.by(metadataServer) ?? step.by(requestRouter);
  if (move?.event?.kind !== "message") return undefined;
  const { address, starts, state } = move.who;
  return { address, starts, map: state.routes, told: routesIn(move.event.message) };
}

function routesIn(message: DynamoMessage): readonly Route[] {
  switch (message.kind) {
    case "route-changed":
    case "pass-route":
      return [message.route];
    case "routes-found":
    case "all-routes":
      return message.routes;
    case "wrong-partition":
      return message.newer;
    default:
      return [];
  }
}

function sinceStart(
  heard: Map<Address, Heard>,
  address: Address,
  starts: number,
): Map<string, number> {
  const known = heard.get(address);
  if (known?.starts === starts) return known.newest;
  const newest = new Map<string, number>();
  heard.set(address, { starts, newest });
  return newest;
}

/** A map may have forgotten the partition, or know newer ones in its place. */
function staleIn(map: PartitionMap, { id, table, range }: Route, newest: number) {
  const entry = floor(map, table, range.from);
  if (entry?.id !== id || entry.version >= newest) return undefined;
  return `has version ${entry.version} of the route of ${id}, though it was told of ${newest}`;
}
