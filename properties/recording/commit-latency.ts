/** From a leader's logging of a record to its commit: what the write quorum costs, and no more. */

import type { Address } from "../../sim/kernel/role.ts";
import { quantile } from "../latencies.ts";
import type { Measure, Measures } from "../property.ts";
import type { Gauge } from "./group-figures.ts";

/** What one leadership has logged and not yet committed. */
interface Leadership {
  readonly leader: Address;
  readonly ballot: number;
  /** The record that the first instant is of. */
  next: number;
  waiting: number[];
}

/** `commitLatencyP50` and `P99`, ms a record, of leaders that commit what they logged. */
export function gaugeCommits(): Gauge {
  const groups = new Map<string, Leadership>();
  const times: number[] = [];
  return {
    after({ who: { address, state } }, name, now) {
      if (state.role !== "leader") return;
      const { promised: ballot, committed, log } = state;
      let led = groups.get(name);
      if (led === undefined || led.leader !== address || led.ballot !== ballot) {
        // What was logged before it served stems from its predecessors.
        led = { leader: address, ballot, next: log.last + 1, waiting: [] };
        groups.set(name, led);
      }
      while (led.next + led.waiting.length <= log.last) led.waiting.push(now);
      const done = committed - led.next + 1;
      if (done <= 0) return;
      for (const logged of led.waiting.slice(0, done)) times.push(now - logged);
      led.waiting = led.waiting.slice(done);
      led.next += done;
    },
    measures: () => figuresOf(times),
  };
}

function figuresOf(times: readonly number[]): Measures {
  if (times.length === 0) return {};
  const sorted = [...times].sort((left, right) => left - right);
  const at = (share: number): Measure => ({ value: quantile(sorted, share) / 1_000, unit: "ms" });
  return { commitLatencyP50: at(0.5), commitLatencyP99: at(0.99) };
}
