import test from "ava";
import { memoryIo } from "./memory-io.test-helper.ts";
import { progressOn } from "./progress.ts";

const ticking = (step: number): (() => Date) => {
  let time = 0;
  return () => {
    time += step;
    return new Date(time);
  };
};

test("a progress line is drawn over itself and taken away", (t) => {
  const io = memoryIo({ directory: "/", terminal: true, now: ticking(150) });
  const progress = progressOn(io, true);
  progress.show(() => "one");
  progress.show(() => "two\u001b[2J");
  progress.done();
  t.is(io.written.err, "\r\u001b[Kone\r\u001b[Ktwo[2J\r\u001b[K");
  t.is(io.written.out, "");
});

test("it is drawn at most ten times a second", (t) => {
  const io = memoryIo({ directory: "/", terminal: true, now: ticking(30) });
  const progress = progressOn(io, true);
  let asked = 0;
  for (let call = 0; call < 10; call += 1) {
    progress.show(() => {
      asked += 1;
      return "working";
    });
  }
  t.is(asked, 2);
});

test("a pipe, and who does not want it, get none of it", (t) => {
  const pipe = memoryIo({ directory: "/", now: ticking(500) });
  const unwanted = memoryIo({ directory: "/", terminal: true, now: ticking(500) });
  for (const progress of [progressOn(pipe, true), progressOn(unwanted, false)]) {
    progress.show(() => "half");
    progress.done();
  }
  t.is(pipe.written.err + unwanted.written.err, "");
});
