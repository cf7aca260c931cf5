/** Checks of objects, with all their short cuts, against trying every order. */

import test from "ava";
import { type RandomStream, streamsOf } from "../../../sim/kernel/random.ts";
import { isLinearizable } from "../../linearizability/brute-force.ts";
import { growSet, membersOf, type SetCall } from "../../linearizability/models/grow-set.ts";
import type { Datum } from "../datum.ts";
import { judgedObject } from "../judged-object.ts";
import { type ObjectHistory, objectHistory } from "../object-history.ts";
import type { StoredCall } from "../stored-call.ts";
import { bankOf } from "./banks.ts";
import { counterOf } from "./counters.ts";
import { multiRegistersOf } from "./multi-registers.ts";
import { mutexesOf } from "./mutexes.ts";
import { queueOf } from "./queues.ts";
import { setOf } from "./sets.ts";

type Answer = Pick<StoredCall, "f" | "asked" | "answer">;

interface Trial {
  /** What a call may ask. */
  draw(random: RandomStream): Pick<StoredCall, "f" | "asked">;
  /** What an object answers: a new one for each history. */
  object(): (asked: Pick<StoredCall, "f" | "asked">) => Answer | undefined;
  /** An answer that it might not give. */
  lie(random: RandomStream, call: Answer): Datum;
  read(calls: readonly StoredCall[]): ObjectHistory;
  /** The same without any short cut; absent where there is none. */
  plain?(calls: readonly StoredCall[]): ObjectHistory;
}

const nil = null;
const dialect = { initial: 0, nilIsAValue: false, failuresTell: false };

const trials: Readonly<Record<string, Trial>> = {
  mutex: {
    draw: (random) => ({ f: random.below(2) === 0 ? "acquire" : "release", asked: nil }),
    object() {
      let isHeld = false;
      return (call) => {
        if (isHeld === (call.f === "acquire")) return undefined;
        isHeld = !isHeld;
        return { ...call, answer: nil };
      };
    },
    lie: () => nil,
    read: (calls) => mutexesOf(calls) as ObjectHistory,
  },
  set: {
    draw: (random) =>
      random.below(2) === 0 ? { f: "read", asked: nil } : { f: "add", asked: random.below(4) },
    object() {
      const members = new Set<Datum>();
      return (call) => {
        if (call.f === "read") return { ...call, answer: [...members] };
        members.add(call.asked);
        return { ...call, answer: call.asked };
      };
    },
    lie: (random, { f, asked }) =>
      f === "add" ? asked : [0, 1, 2, 3].filter(() => random.below(2) === 0),
    read: (calls) => setOf(calls) as ObjectHistory,
    plain: (calls) => objectHistory(growSet(4), calls, plainSetCall) as ObjectHistory,
  },
  queue: {
    draw: (random) =>
      random.below(2) === 0
        ? { f: "dequeue", asked: nil }
        : { f: "enqueue", asked: random.below(4) },
    object() {
      const waiting: Datum[] = [];
      return (call) => {
        if (call.f === "dequeue") return { ...call, answer: waiting.shift() ?? nil };
        waiting.push(call.asked);
        return { ...call, answer: call.asked };
      };
    },
    lie: (random, { f, asked }) => (f === "enqueue" ? asked : random.below(4)),
    read: (calls) => queueOf(calls) as ObjectHistory,
  },
  counter: {
    draw: (random) =>
      random.below(2) === 0 ? { f: "read", asked: nil } : { f: "add", asked: random.below(5) - 1 },
    object() {
      let sum = 0;
      return (call) => {
        if (call.f === "read") return { ...call, answer: sum };
        sum += call.asked as number;
        return { ...call, answer: call.asked };
      };
    },
    lie: (random, { f, asked }) => (f === "add" ? asked : random.below(8) - 1),
    read: (calls) => counterOf(calls) as ObjectHistory,
  },
  bank: {
    draw(random) {
      if (random.below(2) === 0) return { f: "read", asked: nil };
      const from = random.below(2);
      const entries = { from, to: 1 - from, amount: 1 + random.below(2) };
      return { f: "transfer", asked: new Map(Object.entries(entries)) };
    },
    object() {
      const balances = [5, 5];
      return (call) => {
        if (call.f === "read") return { ...call, answer: new Map(balances.entries()) };
        const asked = call.asked as ReadonlyMap<Datum, number>;
        balances[asked.get("from")!]! -= asked.get("amount")!;
        balances[asked.get("to")!]! += asked.get("amount")!;
        return { ...call, answer: call.asked };
      };
    },
    lie(random, { f, asked }) {
      if (f === "transfer") return asked;
      const one = 2 + random.below(7);
      return new Map([
        [0, one],
        [1, 10 - one + (random.below(8) === 0 ? 1 : 0)],
      ]);
    },
    read: (calls) => bankOf(calls) as ObjectHistory,
  },
  "multi-register": {
    draw(random) {
      const steps = [0, 1].map((key) =>
        random.below(2) === 0 ? ["read", key, nil] : ["write", key, 1 + random.below(3)],
      );
      return { f: "txn", asked: random.below(3) === 0 ? steps.slice(1) : steps };
    },
    object() {
      const values: Datum[] = [0, 0];
      return (call) => {
        const steps = call.asked as readonly (readonly [string, number, Datum])[];
        const answer = steps.map(([kind, key, value]) => {
          if (kind === "write") values[key] = value;
          return [kind, key, values[key]!];
        });
        return { ...call, answer };
      };
    },
    lie: (random, { answer }) =>
      (answer as readonly (readonly Datum[])[]).map(([kind, key, value]) =>
        kind === "write" ? [kind, key!, value!] : [kind!, key!, random.below(4)],
      ),
    read: (calls) => multiRegistersOf(calls, dialect) as ObjectHistory,
  },
};

function plainSetCall({ f, asked, answer, outcome }: StoredCall): SetCall | undefined {
  if (f === "add") return outcome === "fail" ? undefined : { kind: f, element: asked as number };
  if (outcome !== "ok") return undefined;
  return { kind: "read", members: membersOf(answer as readonly number[], 4) };
}

const rounds = 1_500;

for (const [name, trial] of Object.entries(trials)) {
  test(`a ${name} is judged as by trying every order of ${rounds} random histories`, (t) => {
    const random = streamsOf(20_260_101)(name);
    const count = { holds: 0, broken: 0 };
    for (let round = 0; round < rounds; round += 1) {
      const calls = drawCalls(random, trial);
      const history = trial.read(calls);
      const expected = isRight(trial.plain?.(calls) ?? history) ? "holds" : "broken";
      const { verdict, contradiction } = judgedObject(history);
      if (verdict !== expected) t.fail(`round ${round}: ${verdict}, expected ${expected}`);
      if (verdict === "broken" && contradiction!.length === 0) t.fail(`round ${round}: no reason`);
      count[expected] += 1;
    }
    t.log(JSON.stringify(count));
    t.true(count.holds > rounds / 10 && count.broken > rounds / 12);
  });
}

/** What is known on sight is left aside: the search, or trying all, must come to the same. */
const isRight = ({ parts, model }: ObjectHistory): boolean =>
  parts.every((part) => isLinearizable(part, model));

/** Up to seven calls that overlap; what an object would answer, and in most histories a lie. */
function drawCalls(random: RandomStream, trial: Trial): readonly StoredCall[] {
  const answer = trial.object();
  const drawn = Array.from({ length: 1 + random.below(7) }, () => {
    const invoked = random.below(14);
    const returned = invoked + random.below(8);
    const point = invoked + random.below(returned - invoked + 1);
    return { asked: trial.draw(random), invoked, returned, point, isOpen: random.below(5) === 0 };
  });
  const calls: StoredCall[] = [];
  for (const each of drawn.sort((one, two) => one.point - two.point)) {
    const { asked, invoked, isOpen, returned } = each;
    const answered = answer(asked) ?? { ...asked, answer: nil };
    const isLie = random.below(6) === 0;
    calls.push({
      ...{ process: `${calls.length}`, key: undefined, line: 1, lastLine: 1 },
      ...{ f: asked.f, asked: asked.asked },
      answer: isLie ? trial.lie(random, answered) : answered.answer,
      outcome: isOpen ? "info" : random.below(12) === 0 ? "fail" : "ok",
      invoked,
      returned: isOpen ? Infinity : returned,
    });
  }
  return calls.sort((one, two) => one.invoked - two.invoked);
}
