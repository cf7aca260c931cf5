import test from "ava";
import { replayCommand } from "./replay-command.ts";

const least = { scenario: "leader-crash", seed: 7, mode: "fast", changes: {} } as const;

test("the shortest replay names scenario and seed", (t) => {
  t.is(replayCommand(least), "npx quorate run leader-crash --seed 7");
});

test("all that decides a run is in its replay", (t) => {
  t.is(
    replayCommand({
      ...least,
      mode: "check",
      changes: { leaderLease: "3s", bug: "no-lease-wait" },
      workload: { from: "requests.csv", scale: 2 },
      maxEvents: 500,
    }),
    "npx quorate run leader-crash --seed 7 --set leaderLease=3s --set bug=no-lease-wait " +
      "--workload requests.csv --scale 2 --max-events 500 --check",
  );
});

test("what a shell would take apart is quoted", (t) => {
  t.is(
    replayCommand({ ...least, workload: { from: "it's; here.csv", scale: 1 } }),
    "npx quorate run leader-crash --seed 7 --workload 'it'\\''s; here.csv'",
  );
});
