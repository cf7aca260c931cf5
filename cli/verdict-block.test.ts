import test from "ava";
import { sampleDrift } from "../reports/sample-recording.ts";
import { memoryIo } from "./memory-io.test-helper.ts";
import { paintFor } from "./terminal.ts";
import { verdictBlock, verdictLine } from "./verdict-block.ts";

const plain = () => {
  const io = memoryIo({ directory: "/" });
  return paintFor(io.out, io);
};
const coloured = () => {
  const io = memoryIo({ directory: "/", terminal: true });
  return paintFor(io.out, io);
};

test("every case is shown with its promises and its measures", (t) => {
  const { result } = sampleDrift("broken");
  const text = verdictBlock(result, plain(), 100);
  for (const { name, properties, measures } of result.cases) {
    t.true(text.includes(`\n${name}  `) || text.startsWith(`${name}  `), name);
    for (const property of properties) t.true(text.includes(`  ${property.name}  `), property.name);
    for (const measure of Object.keys(measures)) t.true(text.includes(`  ${measure}`), measure);
  }
  t.true(text.split("\n").every((line) => line.length <= 100));
});

test("a promise that breaks says when, and on which operations", (t) => {
  const { result } = sampleDrift("holds");
  const broken = result.cases
    .flatMap(({ properties }) => properties)
    .find(({ verdict, operations }) => verdict === "broken" && operations.length > 0)!;
  const text = verdictBlock(result, plain(), 400);
  t.regex(text, /✖ broken +[\d ]+ +at \d+\.\d{6} s: /);
  t.true(text.includes(`(${broken.operations.map((request) => `r${request}`).join(", ")})`));
});

test("what was meant to break is painted as well done, what was not is not", (t) => {
  const red = "\u001b[91m✖ broken\u001b[39m";
  const blue = "\u001b[94m✖ broken\u001b[39m";
  const meant = verdictBlock(sampleDrift("broken").result, coloured(), 100);
  t.true(meant.includes(blue));
  t.false(meant.includes(red));
  t.true(verdictBlock(sampleDrift("holds").result, coloured(), 100).includes(red));
});

test("the verdict is one line, whatever the sentence holds", (t) => {
  const result = { ...sampleDrift("holds").result, sentence: "key \u001b[2J\nwas lost" };
  t.is(verdictLine(result, plain()), "verdict: broken — key [2J was lost\n");
});
