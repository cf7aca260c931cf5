import test from "ava";
import type { CasRegisterCall } from "../../linearizability/models/cas-register.ts";
import type { Part } from "../../linearizability/part.ts";
import { readDataEvents } from "../data-events.ts";
import { readJepsenLog } from "../jepsen-log.ts";
import type { Dialect } from "../object-history.ts";
import { paired } from "../paired.ts";
import { registersOf } from "./registers.ts";

const printed: Dialect = { initial: undefined, nilIsAValue: true, failuresTell: true };
const knossos: Dialect = { initial: 0, nilIsAValue: false, failuresTell: false };

const callsOf = ([part]: readonly Part<CasRegisterCall>[]) =>
  part!.calls.map((call, index) => [call, part!.invoked[index]!, part!.returned[index]!]);

test("a printed log is read line by line; failed comparisons and reads of nil tell something", (t) => {
  const log = ["0\t:invoke\t:write\t4", "1\t:invoke\t:cas\t[4 0]", "2  :invoke  :read  nil"]
    .concat("0\t:ok\t:write\t4", "1\t:fail\t:cas\t[4 0]", "2  :fail  :read  :timed-out")
    .concat("0\t:invoke\t:read\tnil", "0\t:ok\t:read\tnil", "3\t:invoke\t:write\t1")
    .concat("3\t:info\t:write\t:timed-out", "4\t:invoke\t:write\t2", "4\t:fail\t:write\t2")
    .map((line) => `INFO  jepsen.util - ${line}`);
  const { parts, model } = registersOf(paired(readJepsenLog(log.join("\n"))), printed, true);
  t.is(model.initial, undefined);
  t.deepEqual(callsOf(parts), [
    [{ kind: "write", value: 4 }, 0, 3],
    [{ kind: "compare-and-set", from: 4, to: 0, answer: "refused" }, 1, 4],
    [{ kind: "read", value: undefined }, 6, 7],
    [{ kind: "write", value: 1 }, 8, Infinity],
  ]);
});

test("Knossos' failures and reads of nil tell nothing, and its registers start at 0", (t) => {
  const text = `
    {:process 0, :type :invoke, :f :cas, :value [1 2]} {:process 0, :type :fail, :f :cas, :value [1 2]}
    {:process 0, :type :invoke, :f :read, :value nil} {:process 0, :type :ok, :f :read, :value nil}
    {:process 0, :type :invoke, :f :cas, :value [0 2]} {:process 0, :type :info, :f :cas, :value [0 2]}`;
  const { parts, model } = registersOf(paired(readDataEvents(text)), knossos, true);
  t.is(model.initial, 0);
  t.deepEqual(callsOf(parts), [
    [{ kind: "compare-and-set", from: 0, to: 2, answer: undefined }, 4, Infinity],
  ]);
});

test("pairs of a key and a value are registers of their own, with nothing in them", (t) => {
  const text = `
    {:process 0, :type :invoke, :f :cas, :value [1 [1 2]]} {:process 0, :type :ok, :f :cas, :value [1 [1 2]]}
    {:process 0, :type :invoke, :f :read, :value [5 nil]} {:process 0, :type :ok, :f :read, :value [5 7]}`;
  const { parts, model } = registersOf(paired(readDataEvents(text)), knossos, true);
  t.is(model.initial, undefined);
  t.deepEqual(
    parts.map(({ name, calls }) => [name, calls]),
    [
      ["1", [{ kind: "compare-and-set", from: 1, to: 2, answer: "done" }]],
      ["5", [{ kind: "read", value: 7 }]],
    ],
  );
});
