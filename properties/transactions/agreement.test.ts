import test, { type ExecutionContext } from "ava";
import { streamsOf } from "../../sim/kernel/random.ts";
import { modelsOf, type SmallHistory } from "./brute-force.ts";
import { checkKnownVersions } from "./known-versions.ts";
import { checkListAppend } from "./list-append.ts";
import { type Drawn, drawTransactions } from "./random-transactions.test-helper.ts";
import { checkRegisters } from "./registers.ts";
import {
  type TransactionModel,
  type TransactionReport,
  transactionModels,
} from "./transaction-history.ts";

const rounds = 2_500;
/** The weakest has no definition in terms of orders of commits. */
const compared = transactionModels.filter((model) => model !== "read-uncommitted");

test(`lists are judged as trying every order judges them, ${rounds} times`, (t) => {
  compare(t, "lists", false, ({ lists, bareLists }) => [checkListAppend(lists), bareLists]);
});

test(`known versions are judged as trying every order judges them, ${rounds} times`, (t) => {
  compare(t, "versions", false, ({ versions, bareVersions }) => [
    checkKnownVersions(versions),
    bareVersions,
  ]);
});

test(`known versions in sessions are judged as trying every order judges them, ${rounds} times`, (t) => {
  compare(t, "sessions", true, ({ versions, bareVersions }) => [
    checkKnownVersions(versions, { sessions: true }),
    bareVersions,
  ]);
});

test(`registers are judged as trying every order judges them, ${rounds} times`, (t) => {
  compare(t, "registers", true, ({ registers, bareRegisters }) => [
    checkRegisters(registers),
    bareRegisters,
  ]);
});

/** Each model must hold in some histories and be broken in others, and every verdict be right. */
function compare(
  t: ExecutionContext,
  purpose: string,
  sessions: boolean,
  judge: (drawn: Drawn) => [TransactionReport, SmallHistory],
): void {
  const random = streamsOf(20_261_122)(purpose);
  const counts = new Map<TransactionModel, number>(compared.map((model) => [model, 0]));
  let unknown = 0;
  for (let round = 0; round < rounds; round += 1) {
    const drawn = drawTransactions(random);
    const [report, bare] = judge(drawn);
    const expected = modelsOf(bare, { sessions, monotonic: purpose === "registers" });
    for (const model of compared) {
      const verdict = expected.has(model) ? "holds" : "broken";
      if (report.models[model] === "unknown") unknown += 1;
      else if (report.models[model] !== verdict) {
        t.log(JSON.stringify(drawn, undefined, 1));
        t.log(report.anomalies.map(({ name, proof }) => `${name}: ${proof}`).join("\n"));
        t.fail(`round ${round}: ${model} ${report.models[model]}, expected ${verdict}`);
        return;
      }
      if (verdict === "holds") counts.set(model, counts.get(model)! + 1);
    }
  }
  t.true(unknown < rounds / 100, `${unknown} verdicts are unknown`);
  t.log([...counts].map(([model, count]) => `${model} ${count}`).join(", "));
  for (const [model, count] of counts)
    t.true(count > 20 && count < rounds - 20, `${model} ${count}`);
}
