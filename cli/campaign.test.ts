import { readdirSync } from "node:fs";
import test from "ava";
import { desk } from "./commands.test-helper.ts";

test("seeds that all hold bound the share of those that do not", async (t) => {
  const { type, directory } = desk(t);
  const { code, out } = await type("run", "all-well", "--seeds", "1..6");
  t.is(code, 0);
  t.true(out.includes("\nseeds     1 to 6\n"));
  t.regex(out, /\ndynamodb +reached write-acknowledged +holds +6 +0 +0 +✔ holds\n/);
  t.true(out.includes("\nwith 95 % confidence fewer than 50.00 % of all seeds break a promise\n"));
  t.true(out.endsWith("verdict: holds — no promise broke on any of 6 seeds.\n"));
  t.deepEqual(readdirSync(directory), []);
});

test("every seed is judged, and the first that fails is shown with its command", async (t) => {
  const { code, out } = await desk(t).type("run", "goes-wrong", "--seeds", "5..8");
  t.is(code, 1);
  t.true(out.includes("\nverdict: broken — a promise broke on 4 of 4 seeds.\n"));
  t.true(out.endsWith("replay: npx quorate run goes-wrong --seed 5\n"));
});

test("what cannot be judged is unknown", async (t) => {
  const { code, out } = await desk(t).type("run", "cannot-tell", "--seeds", "1..2", "--quiet");
  t.is(code, 2);
  t.is(
    out,
    "replay   npx quorate run cannot-tell --seed 1\n" +
      "verdict: unknown — a promise could not be judged on 2 of 2 seeds.\n",
  );
});

interface Summary {
  readonly verdict: string;
  readonly sentence: string;
  readonly fingerprint: string;
  readonly seeds: { readonly first: number; readonly last: number; readonly count: number };
  readonly failures: { readonly broken: number; readonly unknown: number };
  readonly failureShare: { readonly low: number; readonly high: number };
  readonly failing: readonly { readonly seed: number; readonly replay: string }[];
  readonly rows: readonly {
    readonly property: string;
    readonly holds: number;
    readonly broken: number;
  }[];
}

const json = async (
  type: (...words: readonly string[]) => Promise<{ readonly out: string }>,
  ...words: readonly string[]
): Promise<Summary> => JSON.parse((await type("run", ...words, "--json")).out) as Summary;

test("JSON is one summary of all seeds", async (t) => {
  const { type } = desk(t);
  const summary = await json(type, "goes-wrong", "--seeds", "5..8");
  t.like(summary, {
    verdict: "broken",
    seeds: { first: 5, last: 8, count: 4 },
    failures: { broken: 4, unknown: 0 },
  });
  t.is(summary.failing[0]!.replay, "npx quorate run goes-wrong --seed 5");
  // Wilson's interval for 4 of 4.
  t.is(summary.failureShare.low.toFixed(4), "0.5101");
  t.is(summary.failureShare.high, 1);
  t.deepEqual(summary, await json(type, "goes-wrong", "--seeds", "5..8"));
  t.not(summary.fingerprint, (await json(type, "goes-wrong", "--seeds", "5..9")).fingerprint);
});

test("a counter-run must break on one seed, not on each", async (t) => {
  const { type } = desk(t);
  const some = await json(type, "two-cases", "--seeds", "1..8");
  const odd = some.rows.find(({ property }) => property === "odd-seed")!;
  t.true(odd.holds > 0 && odd.broken > 0);
  t.is(some.verdict, "holds");
  t.deepEqual(some.failures, { broken: 0, unknown: 0 });
});

test("a counter-run that never breaks has shown nothing", async (t) => {
  const { type } = desk(t);
  for (let seed = 1; seed <= 20; seed += 1) {
    const one = await json(type, "two-cases", "--seeds", `${seed}..${seed}`);
    if (one.verdict === "holds") continue;
    t.is(one.verdict, "unknown");
    t.is(one.sentence, "odd-seed was to break and did on none of 1 seeds.");
    return;
  }
  t.fail("on each of 20 seeds the first request was made at an even µs");
});
