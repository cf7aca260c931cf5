/** The same scenario and seed give the same run: again, checked, and in another process. */

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import test from "ava";
import { seconds } from "../sim/kernel/time.ts";
import anyWeather from "./any-weather.ts";
import clockDrift from "./clock-drift-against-a-lease.ts";
import grayFailure from "./gray-failure-of-a-leader.ts";
import healthyDay from "./healthy-day.ts";
import leaderCrash from "./leader-crash.ts";
import leaderZoneOutage from "./leader-zone-outage.ts";
import minorityCut from "./minority-cut.ts";
import rollingDeployment from "./rolling-deployment.ts";
import { runScenario } from "./run.ts";
import type { Scenario } from "./scenario.ts";
import wipedReplica from "./wiped-replica.ts";

const all = [
  anyWeather,
  clockDrift,
  grayFailure,
  healthyDay,
  leaderCrash,
  leaderZoneOutage,
  minorityCut,
  rollingDeployment,
  wipedReplica,
];

/** The same world and hardships with less to do, up to a little after the first of them. */
const shorter = (scenario: Scenario): Scenario => ({
  ...scenario,
  duration: seconds(13),
  settle: seconds(2),
});

const fingerprint = (scenario: Scenario, seed: number, mode: "fast" | "check"): string =>
  runScenario(scenario, { seed, changes: {}, mode, record: false }).recording.result.fingerprint;

for (const scenario of all) {
  test(`${scenario.name} twice in one process is the same run, byte for byte`, (t) => {
    const first = fingerprint(shorter(scenario), 5, "fast");
    t.is(fingerprint(shorter(scenario), 5, "fast"), first);
    t.not(fingerprint(shorter(scenario), 6, "fast"), first);
  });
}

for (const scenario of [leaderCrash, anyWeather, wipedReplica, rollingDeployment]) {
  test(`${scenario.name} in check mode is the same run as in fast mode`, (t) => {
    const less: Scenario = {
      ...shorter(scenario),
      cases: scenario.cases.slice(0, 1),
    };
    t.is(fingerprint(less, 5, "check"), fingerprint(less, 5, "fast"));
  });
}

test("leader-crash in another process is the same run", (t) => {
  const code = `
    import { runScenario } from "./scenarios/run.ts";
    import scenario from "./scenarios/leader-crash.ts";
    const options = { seed: 5, changes: {}, mode: "fast", record: false };
    console.log(runScenario(scenario, options).recording.result.fingerprint);
  `;
  const printed = execFileSync(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", code],
    { cwd: fileURLToPath(new URL("..", import.meta.url)), encoding: "utf8" },
  );
  t.is(printed.trim(), fingerprint(leaderCrash, 5, "fast"));
});
