import test from "ava";
import { desk } from "./commands.test-helper.ts";

const words = ["run", "all-well", "--seed", "7", "--weather", "40"];

test("faults drawn from the seed come on top, and invariants alone are judged", async (t) => {
  const made = desk(t);
  const { code, out } = await made.type(...words, "--json", "--no-report");
  t.is(code, 0);
  const { cases, replay } = JSON.parse(out) as {
    readonly replay: string;
    readonly cases: readonly {
      readonly faults: readonly unknown[];
      readonly properties: readonly { readonly kind: string }[];
    }[];
  };
  t.true(cases[0]!.faults.length > 0);
  t.deepEqual([...new Set(cases[0]!.properties.map(({ kind }) => kind))], ["invariant"]);
  t.regex(replay, /--weather 40$/);
});

test("a run in weather repeats exactly from its file", async (t) => {
  const made = desk(t);
  await made.type(...words, "--out", "run", "--quiet");
  const { code, out } = await made.type("replay", "run");
  t.is(code, 0);
  t.regex(out, /\nidentical — /);
});

test("an intensity that is none is refused in a sentence", async (t) => {
  for (const text of ["0", "-1", "much"]) {
    const { code, err } = await desk(t).type("run", "all-well", "--weather", text);
    t.is(code, 254);
    t.regex(err, /expected a number above 0|unknown option|argument missing/);
  }
});
