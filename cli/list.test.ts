import { readdirSync } from "node:fs";
import test from "ava";
import { desk } from "./commands.test-helper.ts";

test("every scenario is listed with its question and its cases", async (t) => {
  const { code, out, err } = await desk(t).type("list");
  t.is(code, 0);
  t.is(err, "");
  t.true(
    out.startsWith("all-well\n  question  What does quorate do when a run is like all-well?\n"),
  );
  t.true(out.includes("\n  cases       dynamodb, as is; dynamodb, slow heartbeat\n"));
  t.true(out.includes("\n  claims    W2, F3\n"));
  t.true(out.includes("\n  must break  dynamodb, slow heartbeat: odd-seed\n"));
  t.true(out.endsWith("\n6 scenarios; `quorate run NAME` runs one\n"));
});

test("JSON lists the same", async (t) => {
  const { out } = await desk(t).type("list", "--json");
  const listed = JSON.parse(out) as readonly { readonly name: string }[];
  t.deepEqual(
    listed.map(({ name }) => name),
    ["all-well", "cannot-tell", "crashes", "goes-wrong", "never-the-same", "two-cases"],
  );
  t.deepEqual(listed.at(-1), {
    name: "two-cases",
    question: "What does quorate do when a run is like two-cases?",
    claims: ["F3"],
    figures: { F3: ["acknowledged"] },
    cases: ["dynamodb, as is", "dynamodb, slow heartbeat"],
    counterRuns: [
      {
        case: "dynamodb, slow heartbeat",
        property: "odd-seed",
        because: "it is even half of the time",
      },
    ],
    source: "made up for tests",
  } as object as (typeof listed)[number]);
});

test("every file of a scenario is found in the folder of scenarios", async (t) => {
  const scenarios = new URL("../scenarios/", import.meta.url);
  const { out } = await desk(t).with({ scenarios }).type("list", "--json");
  const machinery = ["claims", "run", "scenario"];
  const names = readdirSync(scenarios)
    .filter((name) => /^[a-z0-9-]+\.ts$/.test(name))
    .map((name) => name.slice(0, -".ts".length))
    .filter((name) => !machinery.includes(name));
  t.deepEqual(
    (JSON.parse(out) as readonly { readonly name: string }[]).map(({ name }) => name),
    names.sort(),
  );
});
