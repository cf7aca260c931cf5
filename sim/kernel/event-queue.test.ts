import test from "ava";
import fc from "fast-check";
import { EventQueue } from "./event-queue.ts";

/** The slow, obvious queue: a list, sorted whenever somebody asks. */
class SortedList {
  private entries: { readonly time: number; readonly order: number; readonly slot: number }[] = [];
  private asked = 0;

  push(time: number, slot: number): void {
    this.entries.push({ time, order: this.asked++, slot });
  }

  cancel(slot: number): void {
    this.entries = this.entries.filter((entry) => entry.slot !== slot);
  }

  pop(): number {
    this.entries.sort((a, b) => a.time - b.time || a.order - b.order);
    return this.entries.shift()?.slot ?? -1;
  }

  slotAt(index: number): number | undefined {
    return this.entries[index % Math.max(this.entries.length, 1)]?.slot;
  }

  get length(): number {
    return this.entries.length;
  }
}

type Command =
  | { readonly kind: "push"; readonly time: number }
  | { readonly kind: "cancel"; readonly which: number }
  | { readonly kind: "pop" };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("push" as const), time: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("cancel" as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("pop" as const) }) },
);

/** Both do the command; returns what they popped. */
function obey(queue: EventQueue, list: SortedList, command: Command): readonly [number, number] {
  if (command.kind === "push") {
    list.push(command.time, queue.push(command.time));
  } else if (command.kind === "cancel") {
    const slot = list.slotAt(command.which);
    if (slot !== undefined) {
      queue.cancel(slot);
      list.cancel(slot);
    }
  } else {
    const popped = queue.pop();
    if (popped !== -1) queue.release(popped);
    return [popped, list.pop()];
  }
  return [0, 0];
}

test("any mix of pushes, cancels and pops comes out as from a sorted list", (t) => {
  const commands = fc.array(command, { maxLength: 600, size: "max" });
  const agrees = fc.property(commands, (script) => {
    const [queue, list] = [new EventQueue(), new SortedList()];
    for (const next of script) {
      const [popped, expected] = obey(queue, list, next);
      if (popped !== expected || queue.pending !== list.length) return false;
    }
    while (list.length > 0) {
      const [popped, expected] = obey(queue, list, { kind: "pop" });
      if (popped !== expected) return false;
    }
    return queue.pop() === -1 && queue.nextTime() === Number.POSITIVE_INFINITY;
  });
  t.notThrows(() => fc.assert(agrees, { seed: 1, numRuns: 300 }));
});

test("events of one time come up in the order in which they were pushed", (t) => {
  const queue = new EventQueue();
  const pushed = Array.from({ length: 1_000 }, () => queue.push(7));
  t.deepEqual(
    pushed.map(() => queue.pop()),
    pushed,
  );
});

test("timers that are set and cancelled for ever do not fill the memory", (t) => {
  const queue = new EventQueue();
  let time = 0;
  let timer = queue.push(time);
  for (let round = 0; round < 100_000; round++) {
    queue.cancel(timer);
    timer = queue.push(time++ + 1_000_000);
  }
  t.is(queue.pending, 1);
  t.true(queue.slotsUsed < 1_000, `${queue.slotsUsed} slots for one pending timer`);
});

test("a slot taken out keeps its number when it is queued again", (t) => {
  const queue = new EventQueue();
  const held = queue.push(1);
  t.is(queue.pop(), held);
  const other = queue.push(5);
  queue.requeue(5, held);
  t.deepEqual([queue.pop(), queue.pop()], [other, held]);
});
