/** Which keys are read after everything has healed: the likeliest ones, a bounded number. */

import { keyName } from "../../sim/client/keys.ts";
import { shareOfCounters } from "../../sim/client/mix.ts";
import { isRecorded, type Workload } from "../../sim/client/workload.ts";

const most = 400;

export function auditKeys(workload: Workload): readonly string[] {
  if (isRecorded(workload)) return workload.arrivals.log.keyNames.slice(0, most);
  const { keys, mix } = workload;
  const count = Math.min("keys" in keys ? keys.keys : most, most);
  const numbers = Array.from({ length: count }, (_, number) => number);
  const counters = shareOfCounters(mix);
  return [
    ...(counters < 1 ? numbers.map(keyName) : []),
    ...(counters > 0 ? numbers.map((number) => `counter-${number}`) : []),
  ];
}
