import { toMs } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import { fleetOf, isFinding } from "./metadata-figures.ts";

/** When all is over: who serves has a lease that runs. */
export const metadataNobodyServesWithoutALease: FinalProperty = {
  kind: "final",
  name: "metadata-nobody-serves-without-a-lease",
  statement: "A storage server whose lease has run out has taken itself out of service.",
  source: "PES15 (servers that could not get their membership removed themselves)",

  judge(world) {
    const fleet = fleetOf(world);
    if (isFinding(fleet)) return fleet;
    const { servers } = fleet;
    const checked = servers.length;
    const wrong = servers.find(({ state, clock }) => state.serving && clock > state.leaseEnd);
    if (wrong !== undefined) {
      const { address, state, clock } = wrong;
      const over = toMs(clock - state.leaseEnd);
      const reason = `${address} serves ${over} ms after the end of its lease`;
      return { verdict: "broken", checked, reason };
    }
    const serving = servers.filter(({ state }) => state.serving).length;
    const reason = `${serving} of ${checked} servers serve, all of them within a lease`;
    return { verdict: "holds", checked, reason };
  },
};
