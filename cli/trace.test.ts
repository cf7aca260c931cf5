import test from "ava";
import { desk } from "./commands.test-helper.ts";

const linesOf = (out: string): readonly string[] => out.trimEnd().split("\n");

test("a trace names its run, and then tells it", async (t) => {
  const { code, out } = await desk(t).type("trace", "all-well", "--seed", "7", "--until", "10ms");
  t.is(code, 0);
  const [first, ...rest] = linesOf(out);
  t.is(first, "# all-well, seed 7");
  t.true(rest.length > 3);
});

test("it can be narrowed to one role", async (t) => {
  const words = ["trace", "all-well", "--seed", "7", "--until", "1s"];
  const whole = linesOf((await desk(t).type(...words)).out);
  const narrow = linesOf((await desk(t).type(...words, "--role", "storage-b")).out);
  t.true(narrow.length < whole.length);
  t.true(narrow.slice(1).every((line) => whole.includes(line)));
  t.true(narrow.slice(1).some((line) => line.includes("storage-b")));
});

test("it can be narrowed to one request", async (t) => {
  const { type } = desk(t);
  const { code, out } = await type("trace", "all-well", "--seed", "7", "--request", "r4");
  t.is(code, 0);
  t.true(linesOf(out).length > 3);
  t.is((await type("trace", "all-well", "--seed", "7", "--request", "4")).out, out);
});

test("a request that never was is wrong usage", async (t) => {
  const { code, out, err } = await desk(t).type(
    "trace",
    "all-well",
    "--seed",
    "7",
    "--request",
    "r999999",
  );
  t.is(code, 254);
  t.is(out, "");
  t.regex(err, /^quorate: nothing in all-well with seed 7 matches: expected .+\n$/);
});

test("another case can be followed", async (t) => {
  const words = ["trace", "two-cases", "--seed", "7", "--case", "dynamodb, slow heartbeat"];
  const { code, out } = await desk(t).type(...words);
  t.is(code, 0);
  t.is((await desk(t).type(...words.slice(0, 5), "slow heartbeat")).out, out);
  t.not(out, (await desk(t).type(...words.slice(0, 4))).out);
});

test("it stops running when its reader has gone, and that is no error", async (t) => {
  const pages: string[] = [];
  const out = {
    write: (text: string) => void pages.push(text),
    // As `head` does once it has its lines.
    get isClosed() {
      return pages.length > 0;
    },
    isTerminal: false,
    columns: undefined,
  };
  const words = ["trace", "all-well", "--seed", "7"];
  const whole = (await desk(t).type(...words)).out;
  const { code, err } = await desk(t)
    .with({ out })
    .type(...words);
  t.is(code, 0);
  t.is(err, "");
  t.is(pages.length, 1);
  t.true(whole.startsWith(pages[0]!) && whole.length > 2 * pages[0]!.length);
});
