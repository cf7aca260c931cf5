import test from "ava";
import { claims } from "../scenarios/claims.ts";
import { desk } from "./commands.test-helper.ts";
import type { ListedClaim } from "./list-claims.ts";

const scenarios = new URL("../scenarios/", import.meta.url);

test("claims are listed under their groups, with the scenarios that show them", async (t) => {
  const { code, out, err } = await desk(t).type("list", "--claims");
  t.is(code, 0);
  t.is(err, "");
  t.true(out.startsWith("W   write path\nW1  "));
  t.regex(out, /\nF3 {2}.+ {2}all-well\n {4}.* +two-cases\n/);
  t.regex(out, /\nW1 .+ {2}not shown\n/);
  t.true(
    out.endsWith("\n5 of 50 claims are shown; `quorate run --claims ID` judges one\n"),
    out.slice(-80),
  );
  for (const line of out.split("\n")) t.true(line.length <= 100, line);
});

test("JSON lists the same claims", async (t) => {
  const { out } = await desk(t).type("list", "--claims", "--json");
  const listed: readonly ListedClaim[] = JSON.parse(out);
  t.deepEqual(
    listed.map(({ id }) => id),
    Object.keys(claims),
  );
  t.deepEqual(
    listed.find(({ id }) => id === "F3"),
    {
      id: "F3",
      group: "leader failure, CAP and PACELC",
      statement: claims.F3!,
      scenarios: ["all-well", "two-cases"],
    },
  );
});

test("every claim that a scenario names is in the table, and every figure is for one of them", async (t) => {
  const { out } = await desk(t).with({ scenarios }).type("list", "--json");
  const listed: readonly {
    readonly name: string;
    readonly claims: readonly string[];
    readonly figures: Readonly<Record<string, readonly string[]>>;
  }[] = JSON.parse(out);
  t.true(listed.length > 8);
  for (const { name, claims: named, figures } of listed) {
    for (const id of named) t.truthy(claims[id], `${name}: ${id}`);
    for (const id of Object.keys(figures)) t.true(named.includes(id), `${name}: ${id}`);
  }
});
