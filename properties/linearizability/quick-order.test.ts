import test from "ava";
import { type RandomStream, streamsOf } from "../../sim/kernel/random.ts";
import { isLinearizable } from "./brute-force.ts";
import { check } from "./check.ts";
import { type RegisterCall, register } from "./models/register.ts";
import { several } from "./models/several.ts";
import { type Part, partOf } from "./part.ts";
import { quickOrder } from "./quick-order.ts";
import { replay } from "./replay.ts";

/** Up to seven calls at random times; no value is written twice. */
function randomPart(random: RandomStream): Part<RegisterCall> {
  const count = 1 + random.below(7);
  const calls = Array.from({ length: count }, (_, index) => {
    const invoked = random.below(14);
    const isRead = random.below(2) === 0;
    const value = isRead ? random.below(count + 1) || undefined : index + 1;
    const call: RegisterCall = { kind: isRead ? "read" : "write", value };
    const isOpen = random.below(5) === 0;
    return { call, invoked, returned: isOpen ? Infinity : invoked + random.below(8) };
  });
  // What nobody answered read nothing that is known.
  return partOf(
    "k",
    calls.filter(({ call, returned }) => call.kind === "write" || returned < Infinity),
  );
}

const rounds = 8_000;

test(`where no value is written twice, it finds an order of ${rounds} histories if there is one`, (t) => {
  const random = streamsOf(20_170_101)("quick order");
  const count = { holds: 0, broken: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const part = randomPart(random);
    const order = quickOrder(part, register);
    const isRight = order !== undefined && replay(part, register, order) === undefined;
    if (isRight !== isLinearizable(part, register)) t.fail(`round ${round}: found ${isRight}`);
    count[isRight ? "holds" : "broken"] += 1;
  }
  t.log(JSON.stringify(count));
  t.true(count.holds > rounds / 10 && count.broken > rounds / 10);
});

test("it has no order for a value written twice", (t) => {
  const write = { call: { kind: "write", value: 1 }, invoked: 0, returned: 1 } as const;
  t.is(quickOrder(partOf<RegisterCall>("k", [write, write]), register), undefined);
});

test("several objects taken for one are judged as each apart", (t) => {
  const random = streamsOf(20_170_102)("several");
  const seen = { holds: 0, broken: 0, unknown: 0 };
  for (let round = 0; round < 1_000; round += 1) {
    const parts = [randomPart(random), randomPart(random)];
    const together = parts.flatMap(({ calls, invoked, returned }, object) =>
      calls.map((call, index) => ({
        ...{ call: { object, call } },
        ...{ invoked: invoked[index]!, returned: returned[index]! },
      })),
    );
    const { verdict } = check([partOf("both", together)], several(register, 2));
    t.is(verdict, check(parts, register).verdict, `round ${round}`);
    seen[verdict] += 1;
  }
  t.true(seen.holds > 100 && seen.broken > 100);
});
