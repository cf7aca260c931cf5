import test from "ava";
import { desk } from "./commands.test-helper.ts";

const scenarios = new URL("../scenarios/", import.meta.url);
const words = ["explore", "leader-crash", "--firings", "0"];

test("a bound that is completed holds, with its number of states", async (t) => {
  const { type } = desk(t).with({ scenarios });
  const { code, out } = await type(...words, "--machines", "3", "--operations", "2");
  t.is(code, 0);
  t.regex(out, /bound +completed\n/);
  t.regex(out, /states +106 distinct/);
  t.regex(out, /reached +(.*, )?write-acknowledged/);
  t.regex(out, /verdict: holds — no promise breaks in any of 106 states/);
});

test("a broken promise is told step by step, with the line that finds it again", async (t) => {
  const { type } = desk(t).with({ scenarios });
  const { code, out } = await type(...words, "--bug", "ack-before-persist");
  t.is(code, 1);
  t.regex(out, / 1 +0\.000 +storage-a +put r0 x=0 from writer\n/);
  t.regex(out, / 4 +0\.000 +storage-a +append-ack 2 of 1\.a from storage-b\n/);
  t.regex(out, /verdict: broken — acknowledged-is-durable breaks after 4 steps/);
  const [, replay = ""] = /replay: npx quorate (.*)\n/.exec(out) ?? [];
  t.is((await type(...replay.split(" "))).out, out);
});

test("a search that was cut short proves nothing", async (t) => {
  const { type } = desk(t).with({ scenarios });
  for (const [flag, most] of [
    ["--states", "50"],
    ["--depth", "3"],
  ] as const) {
    const { code, out } = await type(...words, flag, most, "--quiet");
    t.is(code, 2);
    t.regex(out, new RegExp(`verdict: unknown — .*the search stopped by ${flag}`));
  }
});

test("the same is told as one document", async (t) => {
  const { type } = desk(t).with({ scenarios });
  const { out } = await type(...words, "--json");
  t.like(JSON.parse(out), { verdict: "holds", completed: true, states: 106, broken: null });
  const broken = JSON.parse((await type(...words, "--json", "--bug", "ack-before-quorum")).out);
  t.is(broken.verdict, "broken");
  t.is(broken.broken.steps.length, 2);
});

test("what cannot be explored is wrong usage", async (t) => {
  const { type } = desk(t).with({ scenarios });
  const wrong = [
    [["explore", "leader-crash", "--machines", "1"], /--machines is "1": expected a whole number/],
    [["explore", "leader-crash", "--order", "none"], /--order/],
    [["explore", "updating-a-fleet"], /not of a single replication group/],
    [["explore", "leader-crash", "--bug", "no-such"], /no-such/],
  ] as const;
  for (const [typed, sentence] of wrong) {
    const { code, err } = await type(...typed);
    t.is(code, 254, typed.join(" "));
    t.regex(err, sentence);
  }
});
