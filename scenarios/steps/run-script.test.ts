import test from "ava";
import { runScript } from "./run-script.ts";
import { formatScript, parseScript } from "./script.ts";

const run = (...blocks: string[]): string =>
  formatScript(runScript(parseScript(["group a b c leader=a", ...blocks].join("\n\n"))));

const refuses = (message: RegExp) => ({ instanceOf: Error, message });

test("a block that prints nothing says ok", (t) => {
  t.is(run("silent tick 1s"), "group a b c leader=a\n----\nok\n\nsilent tick 1s\n----\nok\n");
});

test("what a script gets wrong is told with the line and what was expected", (t) => {
  t.throws(() => run("dleiver a"), refuses(/^line 3, "dleiver a": unknown command "dleiver"/));
  t.throws(() => run("disk x"), refuses(/no replica "x": expected one of a, b, c$/));
  t.throws(() => run("deliver a b c"), refuses(/expected "to" or "from to", got "a b c"$/));
  t.throws(() => run("tick soon"), refuses(/"soon" is no length of time/));
  t.throws(() => run("put a r1 k"), refuses(/"k": expected an item such as k=v1$/));
  t.throws(() => run("put a r1 k=v maybe"), refuses(/expected a condition such as if absent$/));
  t.throws(() => run("get a 1 k strong"), refuses(/"1": expected a request such as r1$/));
  t.throws(() => run("get a r1 k now"), refuses(/"now": expected strong or eventual$/));
  t.throws(() => run("again r1"), refuses(/r1 has not been sent/));
  t.throws(
    () => run("restart a b"),
    refuses(/too many words: expected a line such as "restart a"$/),
  );
  t.throws(() => run("timer b detect 2s"), refuses(/"2s": expected at 1200ms$/));
  t.throws(() => run("crash a torn"), refuses(/nothing is being written: nothing to tear$/));
  t.throws(() => run("group a b"), refuses(/expected one group in a script, not two$/));
});

test("a timer does not fire before its time, or backwards in time", (t) => {
  t.regex(run("timer b detect at 1200ms"), /b {2}timer detect fires at 1200 ms/);
  t.throws(
    () => run("timer b detect at 999ms"),
    refuses(/cannot fire at 999 ms: expected 1000 ms/),
  );
});

test("a machine that is down does nothing, and loses what was on its way to it", (t) => {
  const text = run("silent put a r1 k=v1", "crash b", "silent restart b", "deliver b");
  t.regex(text, /a -> b {2}append record 2 r1 k=v1 .*: lost/);
  t.regex(text, /deliver b\n----\nno message to b\n/);
  t.throws(() => run("crash b", "disk b"), refuses(/b is down: restart it first$/));
  t.throws(() => run("restart b"), refuses(/b is up: crash it first$/));
});

test("a crash keeps so many of the records being written, and may tear the next", (t) => {
  const written = ["silent put a r1 k=v1", "silent put a r2 k=v2"];
  t.regex(run(...written, "crash a keep=1"), /a {2}keeps record 2 .*\na {2}loses record 3/);
  t.regex(run(...written, "crash a torn"), /a {2}tears record 2 .*\na {2}loses record 3/);
  t.throws(() => run(...written, "crash a keep=3"), refuses(/keep 3 records: expected at most 2$/));
  t.throws(() => run(...written, "crash a keep=2 torn"), refuses(/expected at most 1$/));
});

test("settling some leaves alone what concerns the others", (t) => {
  const text = run("silent put a r1 k=v1", "silent settle a b", "deliver c", "state a");
  t.regex(text, /a -> c {2}append record 2 r1 k=v1/);
  t.regex(text, /a {2}log: .*; committed 2, on disk 2/);
});

test("a group without a leader has not been served yet", (t) => {
  const text = formatScript(runScript(parseScript("group a b c\nstate a")));
  t.regex(text, /a {2}follower, promised none; items: none/);
});
