/** The properties of the DNS outage on worlds whose course is known, and on the scenario itself. */

import test from "ava";
import dnsOutage from "../../scenarios/dns-outage-of-2025.ts";
import { runScenario } from "../../scenarios/run.ts";
import { crash } from "../../sim/faults/crash.ts";
import { ms, seconds } from "../../sim/kernel/time.ts";
import { type Bug, bugs } from "../../sim/systems/dns-2025/bugs.ts";
import type { Config } from "../../sim/systems/dns-2025/settings.ts";
import {
  runDns,
  slowEnactor,
  type WorldOptions,
} from "../../sim/systems/dns-2025/world.test-helper.ts";
import { dnsMeasures } from "../dns-measures.ts";
import { activePlanExists } from "../invariants/active-plan-exists.ts";
import type { FinalProperty, Finding } from "../property.ts";
import { guard } from "../recording/guard.ts";
import { dnsClientsReturn } from "./dns-clients-return.ts";
import { dnsRecordsNeverGoBack } from "./dns-records-never-go-back.ts";
import { dnsRegionalEndpointResolves } from "./dns-regional-endpoint-resolves.ts";

/** Enactor a asks at 43.3 s, and comes to the regional record at 54.1 s. */
const held = [slowEnactor("a", 41, 57, ms(380))];

const finals = [dnsRegionalEndpointResolves, dnsRecordsNeverGoBack, dnsClientsReturn];

function judged(property: FinalProperty, options: WorldOptions, until = seconds(70)): Finding {
  const { world, marks } = runDns(until, options);
  return property.judge(world, marks);
}

function watched(options: WorldOptions, until = seconds(70)): Finding {
  const watch = guard([activePlanExists]);
  const { world } = runDns(until, { ...options, observers: [watch.observer] });
  return watch.findings(world)[0]!.finding;
}

test("a race without a remedy breaks all promises of the record, and says when and how", (t) => {
  const resolves = judged(dnsRegionalEndpointResolves, { faults: held }, seconds(130));
  t.is(resolves.verdict, "broken");
  t.is(resolves.at! / 1_000_000, 56.02);
  t.regex(
    resolves.reason,
    /^43\.714 s enactor-a checks that plan 218 is the newest; 54\.\d+ s it puts plan 218 over plan 249; 56\.020 s clean-up deletes plan 218: the record is empty; \d+ later changes fail; 117\.\d+ s restored by hand$/,
  );
  const back = judged(dnsRecordsNeverGoBack, { faults: held });
  t.is(back.verdict, "broken");
  t.regex(back.reason, /enactor-a put plan 218 over plan 233 at endpoint 3/);
  const exists = watched({ faults: held });
  t.is(exists.verdict, "broken");
  t.regex(exists.reason, /refers to plan 218, expected one of the \d+ plans in store/);
});

test("either remedy keeps the plan; only compare-and-set keeps records from going back", (t) => {
  const compares: WorldOptions = { faults: held, config: { remedy: "compare-and-set" } };
  const keeps: WorldOptions = { faults: held, config: { cleanUp: "keeps-referenced" } };
  for (const options of [compares, keeps]) {
    t.is(watched(options).verdict, "holds");
    t.is(judged(dnsRegionalEndpointResolves, options).verdict, "holds");
  }
  t.is(judged(dnsRecordsNeverGoBack, compares).verdict, "holds");
  t.is(judged(dnsRecordsNeverGoBack, keeps).verdict, "broken");
  t.regex(judged(dnsRegionalEndpointResolves, compares).reason, /and was refused$/);
  t.regex(judged(dnsRegionalEndpointResolves, keeps).reason, /endpoint 10 .* and was put there$/);
});

test("where nobody comes late, nothing is known and nothing is measured", (t) => {
  for (const property of finals) t.is(judged(property, {}).verdict, "unknown", property.name);
  t.deepEqual(dnsMeasures(runDns(seconds(70)).world), {});
  t.is(watched({}, seconds(3)).verdict, "unknown", "no record has been changed yet");
  t.is(watched({}, seconds(30)).verdict, "holds");
});

test("a DNS service that has lost its log leaves everything unknown", (t) => {
  const faults = [...held, crash({ machine: "dns", from: seconds(60), until: seconds(61) })];
  for (const property of finals) {
    const { verdict, reason } = judged(property, { faults });
    t.is(verdict, "unknown");
    t.is(reason, "dns has been restarted");
  }
});

test("figures of an outage: how long, from which act on, and of a race without one", (t) => {
  const figures = dnsMeasures(runDns(seconds(130), { faults: held }).world);
  t.like(figures.emptyRecord, { value: 60.988, unit: "s" });
  t.true(figures.causeToRepair!.value > 62.8 && figures.causeToRepair!.value < 62.9);
  t.true(figures.checkToAct!.value > 10.4 && figures.checkToAct!.value < 10.5);
  t.is(figures.lookUpsFailed, undefined, "nobody has looked it up");
  const config = { remedy: "compare-and-set" } as const;
  const prevented = dnsMeasures(runDns(seconds(130), { faults: held, config }).world);
  t.like(prevented.emptyRecord, { value: 0 });
  t.is(prevented.causeToRepair, undefined);
  t.true(prevented.checkToAct!.value > 3);
  const going = dnsMeasures(runDns(seconds(70), { faults: held }).world);
  t.true(going.emptyRecord!.value > 13.9 && going.emptyRecord!.value < 14);
});

/** Enactors b and c do the clean-up that meets a's act, where that takes place at all. */
const ground: Readonly<Record<Exclude<Bug, "empty-answer-kept-for-ever">, WorldOptions>> = {
  "expects-whatever-is-there": { faults: held, config: { remedy: "compare-and-set" } },
  "age-from-the-newest-plan": { config: { remedy: "compare-and-set" } },
  // One record. Enactor c, slow too, lists plans at 50 s and deletes them at 54 s; a acts at 52 s.
  "references-read-too-early": {
    faults: [
      slowEnactor("a", 31, 60, seconds(6.22)),
      slowEnactor("c", 35, 60, seconds(2)),
      crash({ machine: "enactor-b", from: seconds(10), until: seconds(60) }),
    ],
    config: {
      cleanUp: "keeps-referenced",
      endpoints: 1,
      keptGenerations: 5,
      answerLimit: seconds(30),
    },
  },
};

const caught = (bug: keyof typeof ground, config: Partial<Config>): Finding => {
  const options = { ...ground[bug], config: { ...ground[bug].config, ...config } };
  return bugs[bug].caughtBy === activePlanExists.name
    ? watched(options)
    : judged(finals.find(({ name }) => name === bugs[bug].caughtBy)!, options);
};

for (const name of Object.keys(ground)) {
  const bug = name as keyof typeof ground;

  test(`${bug} is caught by ${bugs[bug].caughtBy}: ${bugs[bug].mistake}`, (t) => {
    t.is(caught(bug, { bugs: [bug] }).verdict, "broken");
    t.is(caught(bug, {}).verdict, "holds", "with the mistake switched off");
  });
}

test("empty-answer-kept-for-ever is caught by dns-clients-return, when clients ask again", (t) => {
  const asIn2025 = { ...dnsOutage, cases: dnsOutage.cases.slice(0, 1) };
  const verdictWith = (changes: Readonly<Record<string, string>>) =>
    runScenario(asIn2025, {
      seed: 1,
      changes,
      mode: "fast",
      record: false,
    }).recording.result.cases[0]!.properties.find(({ name }) => name === dnsClientsReturn.name)!
      .verdict;
  const { caughtBy }: { readonly caughtBy: string } = bugs["empty-answer-kept-for-ever"];
  t.is(dnsClientsReturn.name, caughtBy);
  t.is(verdictWith({ bug: "empty-answer-kept-for-ever" }), "broken");
  t.is(verdictWith({}), "holds");
});
