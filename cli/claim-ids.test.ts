import test from "ava";
import { claimGroups, claims } from "../scenarios/claims.ts";
import { groupOf, readClaimIds } from "./claim-ids.ts";

test("an id asks for one claim, a letter for all of its group", (t) => {
  t.deepEqual(readClaimIds(["W2"]), [{ id: "W2", byId: true }]);
  t.deepEqual(
    readClaimIds(["R"]).map(({ id, byId }) => [id, byId]),
    [
      ["R1", false],
      ["R2", false],
      ["R3", false],
    ],
  );
});

test("claims come once each and in the order of the table, however they were asked for", (t) => {
  t.deepEqual(readClaimIds([" r2 ,R", "W7"]), [
    { id: "W7", byId: true },
    { id: "R1", byId: false },
    { id: "R2", byId: true },
    { id: "R3", byId: false },
  ]);
});

for (const [given, near] of [
  ["W0", "W1"],
  ["W99", "W7"],
  ["WW2", "W2"],
  ["2", "W2"],
] as const) {
  test(`${given} is nearest to ${near}`, (t) => {
    t.throws(() => readClaimIds([given]), {
      name: "UsageError",
      message: `unknown claim "${given}": did you mean ${near}? \`quorate list --claims\` shows all 50`,
    });
  });
}

test("every claim is one sentence, in a group that has a name", (t) => {
  for (const [id, statement] of Object.entries(claims)) {
    t.regex(id, /^[A-Z][1-9]$/);
    t.truthy(claimGroups[groupOf(id)], id);
    t.regex(statement, /^[A-Z].{20,99}[^.]\.$/, id);
  }
});

test("the claims of a group are numbered from 1, without a gap", (t) => {
  for (const letter of Object.keys(claimGroups)) {
    const ids = Object.keys(claims).filter((id) => groupOf(id) === letter);
    t.deepEqual(
      ids,
      [...ids.keys()].map((index) => `${letter}${index + 1}`),
    );
    t.true(ids.length > 0, letter);
  }
});
