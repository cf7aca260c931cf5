import test from "ava";
import { commandsOf, formatScript, parseScript } from "./script.ts";

const text = `# A claim (a paper, §1)

group a b c
tick 1s
----
now 1000 ms

# A remark.

state a
----
a  down
`;

test("a script that is read and written is the same text", (t) => {
  t.is(formatScript(parseScript(text)), text);
});

test("a block has its commands, its transcript, and the number of its first line", (t) => {
  const blocks = parseScript(text).filter(({ kind }) => kind === "block");
  t.deepEqual(blocks, [
    { kind: "block", from: 3, commands: ["group a b c", "tick 1s"], transcript: ["now 1000 ms"] },
    { kind: "block", from: 10, commands: ["state a"], transcript: ["a  down"] },
  ]);
});

test("commands without a transcript are a block whose transcript is still to come", (t) => {
  t.is(
    formatScript(parseScript("disk a\ndisk b\n\nstate a")),
    "disk a\ndisk b\n----\n\nstate a\n----\n",
  );
});

test("the commands of a script are those of all its blocks, in order", (t) => {
  t.deepEqual(commandsOf(parseScript(text)), ["group a b c", "tick 1s", "state a"]);
});

test("a transcript without a command is refused with its line", (t) => {
  t.throws(() => parseScript("# x\n\n----\nok"), { message: /^line 3: expected a command/ });
});
