import test from "ava";
import { streamsOf } from "../../sim/kernel/random.ts";
import { isLinearizable } from "./brute-force.ts";
import { check } from "./check.ts";
import { illegal } from "./model.ts";
import { keyValue } from "./models/key-value.ts";
import { randomPart } from "./random-part.test-helper.ts";
import { replay } from "./replay.ts";

const rounds = 8_000;

test(`the quick check agrees with trying every order on ${rounds} random histories`, (t) => {
  const random = streamsOf(20_220_711)("agreement");
  const count = { holds: 0, broken: 0, open: 0, conditional: 0, refused: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const part = randomPart(random);
    const expected = isLinearizable(part, keyValue) ? "holds" : "broken";
    const { verdict } = check([part], keyValue);
    if (verdict !== expected) t.fail(`round ${round}: ${verdict}, expected ${expected}`);
    count[expected] += 1;
    if (part.calls.some(({ outcome }) => outcome === "info")) count.open += 1;
    if (part.calls.some(({ condition }) => condition !== undefined)) count.conditional += 1;
    if (part.calls.some(({ outcome }) => outcome === "fail")) count.refused += 1;
  }
  t.log(JSON.stringify(count));
  for (const [what, times] of Object.entries(count))
    t.true(times > rounds / 5, `${what}: ${times}`);
});

test("the orders it finds replay, and with their first two calls exchanged only where that is legal", (t) => {
  const random = streamsOf(20_220_712)("orders");
  let spoilt = 0;
  for (let round = 0; round < 1_000; round += 1) {
    const part = randomPart(random);
    const answer = check([part], keyValue);
    if (answer.verdict !== "holds") continue;
    const [order] = answer.orders;
    t.is(replay(part, keyValue, order!), undefined);
    if (order!.length < 2) continue;
    const other = [order![1]!, order![0]!, ...order!.slice(2)];
    const isRight = isLegal(part, other);
    t.is(replay(part, keyValue, other) === undefined, isRight, `round ${round}`);
    if (!isRight) spoilt += 1;
  }
  t.true(spoilt > 100, `${spoilt} orders were spoilt`);
});

test("several parts are broken by the broken ones alone", (t) => {
  const random = streamsOf(20_220_713)("parts");
  const parts = Array.from({ length: 40 }, () => randomPart(random));
  const expected = [...parts.keys()].filter((index) => !isLinearizable(parts[index]!, keyValue));
  const answer = check(parts, keyValue);
  t.is(answer.verdict, "broken");
  t.deepEqual(answer.verdict === "broken" ? answer.broken : [], expected);
});

test("a check without a budget is undecided, and says about what", (t) => {
  const part = randomPart(streamsOf(1)("budget"));
  t.deepEqual(check([part, part], keyValue, { steps: 0, words: 0 }), {
    verdict: "unknown",
    open: [0, 1],
  });
});

/** The definition, pair by pair: none comes before one that had returned when it was invoked. */
function isLegal(part: ReturnType<typeof randomPart>, order: readonly number[]): boolean {
  let item = keyValue.initial;
  for (const [place, index] of order.entries()) {
    const later = order.slice(place + 1);
    if (later.some((other) => part.returned[other]! < part.invoked[index]!)) return false;
    const next = keyValue.step(item, part.calls[index]!);
    if (next === illegal) return false;
    item = next;
  }
  return true;
}
