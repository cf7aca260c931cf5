import test from "ava";
import type { CaseRecording, RunRecording } from "../properties/result.ts";
import { escapeMarkup } from "./escape.ts";
import { renderReport } from "./page.ts";
import { few } from "./sample/few.ts";
import { sampleDrift, sampleNothing, sampleOutage } from "./sample-recording.ts";

const outage = renderReport(sampleOutage(500));
const drift = renderReport(sampleDrift("broken"));

test("the same recording gives the same bytes", (t) => {
  t.is(renderReport(sampleOutage(500)), outage);
});

test("a minute of 30,000 operations makes a page of less than a megabyte", (t) => {
  t.true(sampleOutage(500).cases[0]!.operations.length >= 30_000);
  const bytes = new TextEncoder().encode(outage).length;
  t.true(bytes < 1_000_000, `it has ${bytes} bytes`);
});

test("the page asks nobody for anything", (t) => {
  for (const page of [outage, drift]) {
    t.notRegex(page, /https?:\/\//);
    t.notRegex(page, /<(link|img|iframe|object|embed)|@import|url\((?!#)| src=/);
    t.regex(page, /default-src &#39;none&#39;/);
  }
});

test("no coordinate and no word is a mistake of arithmetic", (t) => {
  const visible = outage.replace(/<script[\s\S]*?<\/script>/g, "");
  t.notRegex(visible, /NaN|Infinity|undefined|\[object/);
});

test("the banner has verdict, question, seed, fingerprint and the command that repeats the run", (t) => {
  const { result } = sampleOutage(500);
  const banner = outage.slice(outage.indexOf("<header>"), outage.indexOf("</header>"));
  t.regex(banner, /✔<\/span>Holds/);
  const facts = ["leader-zone-outage", result.fingerprint, result.configHash, result.replay];
  for (const fact of facts) t.true(banner.includes(fact), fact);
});

test("the panels come in their order, verdict first", (t) => {
  const order = [
    "<header>",
    "promises",
    "numbers",
    "timeline",
    "latency",
    "operations",
    "messages",
  ];
  const places = [...order, "configuration"].map((name) =>
    outage.indexOf(name === "<header>" ? name : `<section id="case-1-${name}"`),
  );
  t.true(places.every((place) => place > 0));
  t.deepEqual(
    [...places].sort((one, other) => one - other),
    places,
  );
});

test("every property of every case has its row", (t) => {
  const { cases } = sampleDrift("broken").result;
  for (const [page, wanted] of [
    [outage, sampleOutage(500).result.cases.flatMap(({ properties }) => properties)],
    [drift, cases.flatMap(({ properties }) => properties)],
  ] as const) {
    t.is(page.match(/<tr class="promise/g)?.length, wanted.length);
  }
});

test("several cases are compared before each is told", (t) => {
  t.true(drift.indexOf('id="cases"') < drift.indexOf('id="case-1"'));
  t.true(drift.indexOf('id="case-1"') < drift.indexOf('id="case-2"'));
  t.false(outage.includes('id="cases"'));
});

test("a counter-run reads as meant to break, a violation as a violation", (t) => {
  t.regex(drift, /2 promises were meant to break, and did/);
  t.regex(drift, /Jump to the violation that was meant to happen/);
  const broken = renderReport(sampleDrift("holds"));
  t.regex(broken, /✖<\/span>Broken/);
  t.regex(broken, /href="#case=2&amp;t=12.430">Jump to the first violation/);
  t.notRegex(broken, /meant to break/);
});

test("a run in which nothing happened is unknown, and says why", (t) => {
  const page = renderReport(sampleNothing());
  t.regex(page, /\?<\/span>Unknown/);
  t.regex(page, /the history is empty/);
  t.regex(page, /No client asked anything/);
});

test("ids are unique, and every link within the page has its target", (t) => {
  for (const page of [outage, drift]) {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    t.is(new Set(ids).size, ids.length);
    for (const [, target] of page.matchAll(/ href="#([^"]*)"/g)) {
      t.true(ids.includes(target), `#${target} leads nowhere`);
    }
  }
});

test("every chart has a name, a description and its numbers in a table", (t) => {
  const charts = [...outage.matchAll(/<svg id="([^"]*)"/g)].map(([, id]) => id);
  t.true(charts.length >= 6);
  for (const id of charts) {
    t.regex(
      outage,
      new RegExp(`<title id="${id}-title">[^<]+</title><desc id="${id}-about">[^<]+<`),
    );
  }
  const figures = outage.split("<figure").slice(1);
  t.is(figures.length, charts.length);
  for (const figure of figures) t.regex(figure, /<details>[\s\S]*<table[\s\S]*<\/details>/);
});

test("what is left out is counted on the page", (t) => {
  t.regex(outage, /Of [\d\u202f]+ ok answers [\d\u202f]+ are drawn/);
  t.regex(outage, /\d+ of [\d\u202f]+ operations are drawn, those of \d of 20 clients/);
  t.regex(outage, /118 more were sent, but not recorded/);
});

test("the results are on the page as JSON that reads back the same", (t) => {
  const json = /<script type="application\/json" id="results">([\s\S]*?)<\/script>/.exec(
    outage,
  )?.[1];
  t.deepEqual(JSON.parse(json ?? ""), JSON.parse(JSON.stringify(sampleOutage(500).result)));
});

/** Puts markup wherever text from a run can appear. */
function poisoned(evil: string): RunRecording {
  const poison = <T>(value: T): T =>
    JSON.parse(
      JSON.stringify(value, (key, part: unknown) =>
        typeof part === "string" && !keywords.has(key) ? part + evil : part,
      ),
    ) as T;
  const { cases, result } = sampleDrift("holds");
  const operations = few([
    { key: `k7${evil}`, argument: evil, process: evil, invoked: 12_400_000, completed: 12_500_000 },
    { kind: "get", key: `k7${evil}`, result: evil, invoked: 12_450_000, completed: 12_460_000 },
  ]);
  return {
    result: poison(result),
    cases: cases.map((one): CaseRecording => ({ ...poison(one), operations })),
  };
}

/** Fields whose values come from closed lists of ours. */
const keywords = new Set(["verdict", "expected", "outcome", "fate", "phase", "as"]);

test("markup in names, keys, values, reasons and settings stays text everywhere", (t) => {
  for (const evil of [`<img src=x onerror=alert(1)>`, `"><i>`, `'--></script><script>alert(1)//`]) {
    const page = renderReport(poisoned(evil));
    t.false(page.includes(evil));
    t.is(page.match(/<script/g)?.length, 2);
    t.is(page.match(/<\/script>/g)?.length, 2);
    t.true(page.split(escapeMarkup(evil)).length > 100, "the markup is there, as text");
  }
});
