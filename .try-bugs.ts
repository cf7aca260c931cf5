import { groupBugs } from "./sim/systems/dynamodb/bugs.ts";
import { explore } from "./scenarios/exploring/explore.ts";
import { groupOf } from "./scenarios/exploring/group-of.ts";
import leaderCrash from "./scenarios/leader-crash.ts";
const only = process.argv[2]?.split(",");
const boundsList = [[0,0,0,2],[1,0,0,2],[0,1,0,3],[0,0,1,2],[1,0,1,2]];
for (const bug of Object.keys(groupBugs)) {
  if (only && !only.includes(bug)) continue;
  let said = "not found";
  for (const [crashes, losses, firings, operations] of boundsList) {
    const t = process.cpuUsage();
    const r = explore(groupOf(leaderCrash, 3, { bug }), { operations: operations!, bounds: { crashes: crashes!, losses: losses!, firings: firings! }, limit: { depth: 1e6, states: 600_000 }, order: "sent" });
    const u = process.cpuUsage(t);
    if (r.broken) { said = `${r.broken.property} in ${r.broken.steps.length} steps, ${r.states} states, ${((u.user+u.system)/1e6).toFixed(1)}s, c${crashes} l${losses} f${firings} o${operations}: ${r.broken.reason.slice(0,100)}`; break; }
  }
  console.log(bug.padEnd(30), said);
}
