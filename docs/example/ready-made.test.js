import test from "node:test";
import { everySeedHolds } from "quorate";
import leaderCrash from "quorate/scenarios/leader-crash";

test("no committed write is lost with its leader", () => everySeedHolds(leaderCrash, { seeds: 1 }));

test("nor with leases half as long", () =>
  everySeedHolds(leaderCrash, {
    seeds: [4],
    changes: { leaderLease: "1s", leaseRenewal: "250ms" },
  }));
