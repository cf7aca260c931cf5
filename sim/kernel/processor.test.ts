import test from "ava";
import { Processor } from "./processor.ts";
import { at, ms } from "./time.ts";

test("work queues for one core, first come, first served", (t) => {
  const processor = new Processor(1);
  t.is(processor.admit(at(ms(0)), ms(5)), at(ms(5)));
  t.is(processor.admit(at(ms(1)), ms(5)), at(ms(10)));
  t.is(processor.admit(at(ms(20)), ms(5)), at(ms(25)), "an idle core starts at once");
});

test("two cores do two things at a time", (t) => {
  const processor = new Processor(2);
  const done = [5, 5, 5].map((service) => processor.admit(at(ms(0)), ms(service)));
  t.deepEqual(done, [at(ms(5)), at(ms(5)), at(ms(10))]);
});

test("work that a pause interrupts takes up where it was", (t) => {
  const processor = new Processor(1);
  processor.admit(at(ms(0)), ms(5));
  processor.stall(at(ms(2)), at(ms(100)));
  t.is(processor.admit(at(ms(100)), ms(1)), at(ms(104)));
});
