import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { desk } from "./commands.test-helper.ts";
import type { ClaimResult } from "./judge-claims.ts";

interface Document {
  readonly verdict: string;
  readonly sentence: string;
  readonly claims: readonly ClaimResult[];
  readonly leftOut: readonly string[];
}

/** The odd-seed fixture breaks its counter-run on this seed, and on the next it does not. */
const breaking = "1";
const idle = "2";

test("a claim stands with its sentence, its figures, its verdict and its counter-run", async (t) => {
  const { code, out, err } = await desk(t).type("run", "--claims", "W2,F3", "--seed", breaking);
  t.is(code, 0);
  t.is(err, "");
  t.regex(out, /^quorate .+\nclaims {2}W2, F3\nseed {4}1\n/);
  t.regex(out, /\nW2 {2}With a replica in each of three zones,/);
  t.regex(out, /\n {4}all-well +✔ holds +acknowledged \d+ +no counter-run\n {26}lost 0\n/);
  t.regex(out, /\nF3 {2}A follower that asks .+\n {4}all-well +✔ holds +\d+ writes acknow/);
  t.regex(out, /\n {4}two-cases +✔ holds +acknowledged \d+ +dynamodb, slow heartbeat:/);
  t.true(out.endsWith("\nverdict: holds — 2 of 2 claims shown; without a counter-run: W2.\n"));
  for (const line of out.split("\n")) t.true(line.length <= 100, line);
});

test("a counter-run that does not break leaves its claim unshown", async (t) => {
  const { type } = desk(t);
  const { code, out } = await type("run", "--claims", "F3", "--seed", idle);
  t.is(code, 2);
  t.regex(out, /odd-seed\s+did not break/);
  t.true(
    out.endsWith(
      "\nreplay   npx quorate run two-cases --seed 2\n" +
        "verdict: unknown — 0 of 1 claim shown; " +
        "without the break that a counter-run must have: F3.\n",
    ),
  );
});

const verdicts = [
  ["W2", 0, "holds"],
  ["W3", 1, "broken"],
  ["R1", 2, "unknown"],
  ["R1,W3", 1, "broken"],
] as const;

for (const [ids, code, verdict] of verdicts) {
  test(`claims ${ids} are ${verdict}: exit code ${code}, quiet and as JSON`, async (t) => {
    const { type } = desk(t);
    const quiet = await type("run", "--claims", ids, "--seed", "7", "--quiet");
    t.is(quiet.code, code);
    t.regex(quiet.out, new RegExp(`^(replay   .+\n)*verdict: ${verdict} — .+\n$`));
    const json = await type("run", "--claims", ids, "--seed", "7", "--json");
    t.is(json.code, code);
    t.is((JSON.parse(json.out) as Document).verdict, verdict);
  });
}

test("JSON says of every claim what the table says, and how to see it again", async (t) => {
  const words = ["run", "--claims", "W3", "--claims", "F3", "--seed", breaking, "--json"];
  const { code, out, err } = await desk(t).type(...words, "--set", "heartbeat=200ms");
  t.is(code, 1);
  t.is(err, "");
  const { claims, leftOut } = JSON.parse(out) as Document;
  t.deepEqual(leftOut, []);
  t.deepEqual(
    claims.map(({ id, scenario, verdict, replay }) => [id, scenario, verdict, replay]),
    [
      ["W3", "goes-wrong", "broken", "npx quorate run goes-wrong --seed 1 --set heartbeat=200ms"],
      ["F3", "all-well", "holds", "npx quorate run all-well --seed 1 --set heartbeat=200ms"],
      ["F3", "two-cases", "holds", "npx quorate run two-cases --seed 1 --set heartbeat=200ms"],
    ],
  );
  const [wrong, , two] = claims;
  t.like(wrong, { counterRuns: [], store: null, seeds: { first: 1, last: 1 } });
  t.deepEqual(
    wrong!.figures.map(({ name, value, unit }) => [name, typeof value, unit]),
    [
      ["writeLatencyP50", "number", "ms"],
      ["noSuchThing", "object", ""],
    ],
  );
  t.deepEqual(two!.counterRuns, [
    {
      case: "dynamodb, slow heartbeat",
      property: "odd-seed",
      verdict: "broken",
      because: "it is even half of the time",
      seeds: { holds: 0, broken: 1, unknown: 0 },
    },
  ]);
});

test("a figure that was not measured says so", async (t) => {
  const { out } = await desk(t).type("run", "--claims", "W3", "--seed", "7");
  t.regex(out, /✖ broken +write latency p50 \d/);
  t.true(out.includes("no such thing not"));
});

test("a claim that nothing shows is unknown when it is asked for, and left out of its group", async (t) => {
  const { type } = desk(t);
  const byId = await type("run", "--claims", "W1,W2", "--seed", "7");
  t.is(byId.code, 2);
  t.regex(byId.out, /\nW1 {2}.+\n( {4}.+\n)*? {4} +not shown\n/);
  t.true(
    byId.out.endsWith(
      "verdict: unknown — 1 of 2 claims shown; not shown: W1; without a counter-run: W2.\n",
    ),
  );
  const byLetter = await type("run", "--claims", "F", "--seed", breaking);
  t.is(byLetter.code, 0);
  t.true(
    byLetter.out.includes(
      "\n5 claims are left out, for no scenario shows them: F1, F2, F4, F5, F6\n",
    ),
  );
  t.false(byLetter.out.includes("\nF1  "));
  const none = await type("run", "--claims", "S", "--json");
  t.is(none.code, 2);
  t.like(JSON.parse(none.out), { claims: [], leftOut: ["S1", "S2", "S3"], verdict: "unknown" });
});

test("without a seed each scenario runs its first, or that of the environment", async (t) => {
  const seedsOf = ({ out }: { readonly out: string }) =>
    (JSON.parse(out) as Document).claims.map(({ seeds }) => seeds?.first);
  const words = ["run", "--claims", "W2", "--json"];
  t.deepEqual(seedsOf(await desk(t).type(...words)), [1]);
  const given = desk(t).with({ environment: { QUORATE_SEED: "0x10" } });
  t.deepEqual(seedsOf(await given.type(...words)), [16]);
  t.deepEqual(seedsOf(await given.type(...words, "--seed", "3")), [3]);
});

test("over many seeds promises hold on all, counter-runs break on one, and figures have a range", async (t) => {
  const { type } = desk(t);
  const words = ["run", "--claims", "F3", "--seeds", "1..4"];
  const { code, out } = await type(...words);
  t.is(code, 0);
  t.true(out.includes("\nseeds   1 to 4\n"));
  t.regex(out, /acknowledged \d+ \(\d+ to \d+\)/);
  t.regex(out.replaceAll(/\s+/g, " "), /odd-seed broken on [123] of 4 seeds, as it must/);
  const json = JSON.parse((await type(...words, "--json")).out) as Document;
  const two = json.claims.find(({ scenario }) => scenario === "two-cases")!;
  const { low, high, value } = two.figures[0]!;
  t.true(low! <= value! && value! <= high! && low! < high!);
  const { holds, broken, unknown } = two.counterRuns[0]!.seeds;
  t.is(holds + broken + unknown, 4);
});

test("nothing is written, unless a folder is named: then a run's folder for each scenario", async (t) => {
  const { type, directory } = desk(t);
  await type("run", "--claims", "F3", "--seed", "7", "--quiet");
  t.deepEqual(readdirSync(directory), []);
  const { out } = await type("run", "--claims", "F3", "--seed", "7", "--out", "kept", "--json");
  t.deepEqual(readdirSync(join(directory, "kept")).sort(), ["all-well", "two-cases"]);
  for (const { store, scenario } of (JSON.parse(out) as Document).claims) {
    t.is(store, `kept/${scenario}`);
    t.true(existsSync(join(directory, store!, "report.html")));
  }
  t.regex((await type("replay", "kept/two-cases")).out, /\nidentical — /);
});

test("a terminal sees which scenario is running", async (t) => {
  let time = 0;
  const now = () => {
    time += 200;
    return new Date(time);
  };
  const { type } = desk(t).with({ terminal: true, now });
  const { err } = await type("run", "--claims", "F3", "--seed", "7", "--json");
  t.true(err.includes("\r\u001b[Ktwo-cases (2 of 2), seed 7, dynamodb, as is: "));
  t.true(err.endsWith("\r\u001b[K"));
  t.is((await type("run", "--claims", "F3", "--seed", "7", "--quiet")).err, "");
});

test("a scenario that crashes says which, and how to see it again", async (t) => {
  const { code, out, err } = await desk(t).type("run", "--claims", "T1", "--seed", "3", "--json");
  t.is(code, 255);
  t.is(out, "");
  t.true(err.endsWith("replay   npx quorate run crashes --seed 3\n"));
});
