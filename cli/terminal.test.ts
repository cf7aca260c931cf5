import test from "ava";
import { memoryIo } from "./memory-io.test-helper.ts";
import { fields, indented, paintFor, table } from "./terminal.ts";

const painted = (given: Parameters<typeof memoryIo>[0], wanted?: boolean): boolean => {
  const io = memoryIo(given);
  return paintFor(io.out, io, wanted).bold("x") !== "x";
};

test("colours are for terminals, and for who wants them", (t) => {
  t.true(painted({ directory: "/", terminal: true }));
  t.true(painted({ directory: "/", terminal: true, environment: { NO_COLOR: "" } }));
  t.false(painted({ directory: "/" }));
  t.false(painted({ directory: "/", terminal: true }, false));
  t.false(painted({ directory: "/", terminal: true, environment: { NO_COLOR: "1" } }));
  t.false(painted({ directory: "/", terminal: true, environment: { TERM: "dumb" } }));
});

test("the last column is wrapped to the width, and no line ends in blanks", (t) => {
  const drawn = table(
    [
      [{ text: "name" }, { text: "reason" }],
      [{ text: "a" }, { text: "one two three four five six seven" }],
    ],
    28,
  );
  t.is(drawn, "name  reason\na     one two three four\n      five six seven\n");
});

test("a cell cannot write to the terminal by itself", (t) => {
  t.is(fields([["key", "a\u001b[31m\nb"]], 80), "key  a[31m b\n");
});

test("colours do not count as width", (t) => {
  const io = memoryIo({ directory: "/", terminal: true });
  const { bold } = paintFor(io.out, io);
  const drawn = table([[{ text: "ab", paint: bold }, { text: "c" }]], 80);
  t.is(drawn, "\u001b[1mab\u001b[22m  c\n");
});

test("indenting moves lines and leaves empty ones empty", (t) => {
  t.is(indented("a\n\nb\n"), "  a\n\n  b\n");
});
