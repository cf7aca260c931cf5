import test from "ava";
import { type Asked, checkText } from "./check-text.ts";
import { FormatError } from "./format-error.ts";

/** What is wrong with a text: the line, and the sentence. */
function complaint(text: string, asked: Asked = {}): string {
  try {
    checkText(text, asked);
  } catch (error) {
    if (error instanceof FormatError) return `${error.line}: ${error.message}`;
    throw error;
  }
  return "nothing";
}

const invoke = "{:process 0, :type :invoke, :f :write, :value 1}";

const cases: readonly (readonly [what: string, text: string, said: RegExp, asked?: Asked])[] = [
  [
    "prose",
    "Call me Ishmael.\nSome years ago",
    /^1: found "Call me Ishmael\.", expected a history/,
  ],
  ["an open list", `[${invoke}\n`, /^2: the file ends before a "\]"/],
  ["an open map", `${invoke}\n{:type :ok, :f`, /^2: the file ends/],
  ["a wrong bracket", `[${invoke})`, /^1: found "\)"/],
  ["a name without a value", "{:type :invoke, :f}", /^1: a map has a name without a value/],
  ["an open text", '{:type :ok, :f "read', /^1: the file ends in the middle of a text/],
  ["an unknown escape", '{:type :ok, :f "a\\q"}', /^1: a text has the unknown escape "\\q"/],
  ["a bad number", "{:type :ok, :f :read, :value 12x}", /^1: found "12x", expected a number/],
  ["something after the list", `[${invoke}]\n5`, /^2: found "5" after the end of the list/],
  ["no events", "{:type :invoke, :f :read}\n[1 2]", /^2: found "\[1 2\]", expected a map/],
  ["no type", "{:process 0, :f :read}", /^1: an event has no :type: expected invoke/],
  ["a wrong type", "{:type :call, :f :read}", /^1: an event has the :type "call"/],
  [
    "an answer to nobody",
    `{:process 3, :type :ok, :f :read}`,
    /^1: process 3 has an answer to "read"/,
  ],
  [
    "two at once",
    `${invoke}\n${invoke}`,
    /^2: process 0 asks for "write" with its "write" of line 1/,
  ],
  [
    "another answer",
    `${invoke}\n{:process 0, :type :ok, :f :read}`,
    /^2: .*expected one to "write"/,
  ],
  ["deep nesting", `{:type ${"[".repeat(300)}`, /^1: values are nested more than 200 deep/],
  ["another object's operation", invoke, /^1: a mutex does not know "write"/, { model: "mutex" }],
  [
    "a comparison of a register",
    "{:type :invoke, :f :cas, :value [1 2]}",
    /^1: a register does not know "cas"/,
    { model: "register" },
  ],
  [
    "a lame comparison",
    "{:type :invoke, :f :cas, :value 2}",
    /^1: cas has the value 2, expected \[FROM TO\]/,
  ],
  [
    "a counter of words",
    '{:type :invoke, :f :add, :value "x"}',
    /^1: a counter has the value "x"/,
    { model: "counter" },
  ],
  [
    "a set of one",
    "{:type :invoke, :f :read}\n{:type :ok, :f :read, :value 5}",
    /^2: a set was read as 5/,
    { model: "set" },
  ],
  [
    "half a transfer",
    "{:type :invoke, :f :transfer, :value {:from 1}}",
    /^1: found .*expected \{:from A/,
  ],
  [
    "no micro-operations",
    "{:type :invoke, :f :txn, :value [[:frob 1 2] [:r 1 nil]]}",
    /^1: a transaction has the operation "frob"/,
  ],
  ["nothing to go by", "{:type :invoke, :f :frobnicate}", /^1: nothing tells what it is about/],
  ["plume with a hole", "w(1,2,3,4)\nw(1,2,3)", /^2: found "w\(1,2,3\)", expected r\(KEY/],
  ["AWDIT with a word", "w 1 2\nx 1 2", /^2: found "x 1 2", expected r KEY VALUE/],
  [
    "plume as a mutex",
    "w(1,2,3,4)",
    /^1: a file of the format plume cannot be a mutex/,
    { model: "mutex" },
  ],
  [
    "a Jepsen log with a word",
    "INFO  jepsen.util - 1\t:invoke\t:write\tfive",
    /^1: found "five", expected nil/,
  ],
  ["our own with a broken line", '{"case":"a","index":0\n', /^1: found/],
  [
    "our own with a strange kind",
    '{"case":"a","type":"ok","f":"fly"}',
    /^1: an event has the kind "fly"/,
  ],
  [
    "our own with an answer to nothing",
    '{"case":"a","type":"ok","f":"get","key":"k","value":1,"time":1,"request":1,"client":"c"}',
    /^1: request 1 is answered and was not invoked/,
  ],
];

for (const [what, text, said, asked] of cases) {
  test(`${what}: the line and what was expected there`, (t) => {
    t.regex(complaint(text, asked), said);
  });
}

test("an empty file is undecided", (t) => {
  const [found] = checkText("\n", {});
  t.is(found!.outcome.verdict, "unknown");
});

test("no cut of a right history brings anything but a verdict or a complaint", (t) => {
  const text = [
    '{:process 0, :type :invoke, :f :write, :value "a\\nb", :time 1.5e3}',
    "{:process 0, :type :ok, :f :write, :value #{1 2} ; remark",
    "#_ignored #jepsen.Op{:process 1, :type :info, :f :read, :value \\a}}",
  ].join("\n");
  let complaints = 0;
  for (let end = 0; end < text.length; end += 1) {
    if (complaint(text.slice(0, end), { format: "edn" }) !== "nothing") complaints += 1;
  }
  t.true(complaints > text.length / 2);
});
