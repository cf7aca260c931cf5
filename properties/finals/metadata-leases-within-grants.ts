import { toMs } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import {
  fleetOf,
  isFinding,
  type ServerView,
  type ServiceView,
  unknown,
} from "./metadata-figures.ts";

/**
 * When all is over: no server takes itself for a holder of its partitions for longer than the
 * metadata service does, who would give them to another then. Lengths, not instants, as each has a
 * clock of its own.
 */
export const metadataLeasesWithinGrants: FinalProperty = {
  kind: "final",
  name: "metadata-leases-within-grants",
  statement: "A storage server's lease ends no later than the metadata service's grant.",
  source: "the meaning of a lease (Gray and Cheriton, SOSP '89)",

  judge(world) {
    const fleet = fleetOf(world);
    if (isFinding(fleet)) return fleet;
    const { servers, service } = fleet;
    const holders = servers.filter(({ state, clock }) => state.leaseEnd > clock);
    const checked = holders.length;
    if (checked === 0) return unknown("no server has a lease any more");
    const wrong = holders.find((server) => excess(server, service) > 0);
    if (wrong === undefined) {
      return { verdict: "holds", checked, reason: `${checked} leases, each within its grant` };
    }
    const reason = `${wrong.address} has its lease for ${toMs(excess(wrong, service))} ms longer than it was granted`;
    return { verdict: "broken", checked, reason };
  },
};

/** By how much a server's lease outlasts its grant, µs. */
function excess({ state, clock }: ServerView, service: ServiceView): number {
  const { grantedUntil } = service.state.entries[state.setup.index]!;
  return state.leaseEnd - clock - (grantedUntil - service.clock);
}
