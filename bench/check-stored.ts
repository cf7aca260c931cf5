/** Checking histories that lie in files: long ones on one object, and many small ones. */

import { check } from "../properties/linearizability/check.ts";
import { casRegister } from "../properties/linearizability/models/cas-register.ts";
import { type RegisterCall, register } from "../properties/linearizability/models/register.ts";
import { several } from "../properties/linearizability/models/several.ts";
import { type Part, partOf, type Timed } from "../properties/linearizability/part.ts";
import { checkText } from "../properties/stored/check-text.ts";
import { type RandomStream, streamsOf } from "../sim/kernel/random.ts";
import { type Benchmark, type Effort, type Figure, scaled } from "./benchmark.ts";
import { cpuSecondsOf, inTurns, median } from "./measure.ts";

/** How much one write differs from another: all of them, or a few values again and again. */
type Values = "distinct" | "few";

export const checkStored: Benchmark = {
  name: "check-stored",
  about: "judging stored histories: one register, long; texts of many short ones",
  run(effort) {
    const work = {
      "distinct values, one register, 100,000 operations": judgingOf(100_000, "distinct", effort),
      "few values, one register, 50,000 operations of 10 clients": judgingOf(50_000, "few", effort),
      "ten registers taken for one, 400 operations": togetherOf(effort),
      "100 texts of 80 operations, read and judged": textsOf(effort),
    };
    const goals: Readonly<Record<string, number>> = {
      "distinct values, one register, 100,000 operations": 150,
      "few values, one register, 50,000 operations of 10 clients": 2_000,
    };
    const rates = inTurns(effort, work);
    return Object.entries(rates).map(([name, each]): Figure => {
      const goal = goals[name];
      const value = 1_000 / median(each);
      return {
        ...{ name, value, unit: "CPU ms", repetitions: effort.repetitions },
        ...(goal === undefined ? {} : { goal: { of: "value", atMost: goal } as const }),
      };
    });
  },
};

function judgingOf(count: number, values: Values, effort: Effort): () => number {
  const part = registerPart(scaled(count, effort), 10, values, streamsOf(1)("check-stored"));
  return () => timesASecond(() => check([part], register).verdict);
}

/** Ten clients with ten registers, all taken for one object. */
function togetherOf(effort: Effort): () => number {
  const timed = drawnCalls(scaled(400, effort), 10, 10, "few", streamsOf(2)("check-stored"));
  const whole = partOf(
    "all",
    timed.map(({ object, call, invoked, returned }) => {
      return { call: { object, call }, invoked, returned };
    }),
  );
  return () => timesASecond(() => check([whole], several(casRegister, 10)).verdict);
}

function textsOf(effort: Effort): () => number {
  const random = streamsOf(3)("check-stored");
  const texts = Array.from({ length: scaled(100, effort) }, () =>
    asEdn(registerPart(80, 5, "few", random)),
  );
  return () =>
    timesASecond(() => {
      const found = texts.map((text) => checkText(text, {})[0]!.outcome.verdict);
      return found.find((verdict) => verdict !== "holds") ?? "holds";
    });
}

function timesASecond(judge: () => string): number {
  let verdict = "";
  const seconds = cpuSecondsOf(() => {
    verdict = judge();
  });
  if (verdict !== "holds") throw new Error(`a history that is right is judged ${verdict}`);
  return 1 / seconds;
}

const registerPart = (
  count: number,
  clients: number,
  values: Values,
  random: RandomStream,
): Part<RegisterCall> => partOf("register", drawnCalls(count, clients, 1, values, random));

/** What right registers answered: each call takes effect at a random time between its two ends. */
function drawnCalls(
  count: number,
  clients: number,
  objects: number,
  values: Values,
  random: RandomStream,
): readonly (Timed<RegisterCall> & { readonly object: number })[] {
  const free = new Float64Array(clients);
  const drawn = Array.from({ length: count }, () => {
    const client = random.below(clients);
    const invoked = free[client]! + 1 + random.below(100);
    const returned = invoked + 1 + random.below(1_000);
    free[client] = returned;
    const point = invoked + random.below(returned - invoked);
    return { invoked, returned, point, object: random.below(objects) };
  });
  drawn.sort((one, two) => one.point - two.point || one.invoked - two.invoked);
  const held: (number | undefined)[] = Array.from({ length: objects });
  let last = 0;
  return drawn.map(({ invoked, returned, object }) => {
    const kind = random.below(2) === 0 ? "write" : "read";
    if (kind === "write") held[object] = values === "few" ? 1 + random.below(5) : ++last;
    return { call: { kind, value: held[object] }, invoked, returned, object };
  });
}

/** The same as Jepsen writes it: an event a line, in the order of time. */
function asEdn({ calls, invoked, returned }: Part<RegisterCall>): string {
  const events = calls.flatMap(({ kind, value }, process) => {
    const told = `:f :${kind}, :value ${value ?? 0}, :process ${process}}`;
    return [
      { at: invoked[process]!, line: `{:type :invoke, ${told}` },
      { at: returned[process]! + 0.5, line: `{:type :ok, ${told}` },
    ];
  });
  return events
    .sort((one, two) => one.at - two.at)
    .map(({ line }) => line)
    .join("\n");
}
