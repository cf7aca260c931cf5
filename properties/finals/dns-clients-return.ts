import { after, at, between, type Duration, toSeconds } from "../../sim/kernel/time.ts";
import type { FinalProperty } from "../property.ts";
import { dnsCourseOf, isFinding, unknown, when } from "./dns-course.ts";

/**
 * When the record has been restored, nobody is refused for longer than an empty answer may be
 * believed, and one look-up takes.
 */
export const dnsClientsReturn: FinalProperty = {
  kind: "final",
  name: "dns-clients-return",
  statement: "Once the record is back, clients are served as soon as empty answers have expired.",
  source: "PES25 (restored at 02:25, caches expired by 02:40)",

  judge(world) {
    const course = dnsCourseOf(world);
    if (isFinding(course)) return course;
    const { dns, pools } = course;
    const restored = dns.empty.at(-1)?.until;
    if (restored === undefined) return unknown("no record was emptied and restored");
    const hurt = pools.filter(({ state }) => state.refused > 0);
    const checked = hurt.length;
    if (checked === 0) return unknown("nobody was refused while the record was empty");
    const { emptyTtl, lookUpLimit } = dns.setup.config;
    const limit = after(restored, (emptyTtl + lookUpLimit) as Duration);
    const late = hurt.find(({ state }) => state.lastRefusal! > limit);
    if (late !== undefined) {
      const over = toSeconds(between(restored, late.state.lastRefusal!)).toFixed(1);
      const reason = `${late.address} still refused ${over} s after the record was back at ${when(restored)}`;
      const first = at(limit as number as Duration);
      return { verdict: "broken", checked, reason, at: first };
    }
    const idle = hurt.find(({ state }) => (state.cached?.addresses.length ?? 0) === 0);
    if (idle !== undefined) return unknown(`${idle.address} has not looked the endpoint up again`);
    const last = hurt.reduce((most, { state }) => Math.max(most, state.lastRefusal!), 0);
    const reason = `record back at ${when(restored)}, last refusal at ${when(last)}`;
    return { verdict: "holds", checked, reason };
  },
};
