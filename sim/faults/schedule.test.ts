import test from "ava";
import type { Fault } from "../kernel/fault.ts";
import { ms, us } from "../kernel/time.ts";
import { clockDrift } from "./clock-drift.ts";
import { crash } from "./crash.ts";
import { cut } from "./cut.ts";
import { everyKind } from "./every-kind.test-helper.ts";
import { byPhase, lostByPhase, noted, pingUnder, sent, spell } from "./ping.test-helper.ts";
import { endOf, faultOf, healedAt } from "./schedule.ts";
import { kinds } from "./shapes.ts";
import { slowLink } from "./slow-link.ts";

test("every kind has a behaviour with its own name and times, which does something", (t) => {
  t.deepEqual(
    everyKind.map(({ kind }) => kind),
    kinds.slice(),
  );
  for (const spec of everyKind) {
    const fault: Fault = faultOf(spec);
    t.is(fault.name, spec.kind);
    t.deepEqual([fault.from, fault.until] as number[], [spec.from, endOf(spec)]);
    t.not(fault.about, "");
    t.true(fault.begin !== undefined || fault.judge !== undefined, spec.kind);
  }
});

test("a schedule has healed with its last end, even if that is not of the last fault", (t) => {
  const machine = "storage-a";
  const long = crash({ machine, from: us(10), until: us(90) });
  const short = crash({ machine, from: us(20), until: us(30) });
  t.is(healedAt([long, short]), us(90));
  t.is(healedAt([{ kind: "clock-jump", machine, by: us(5), from: us(95) }, long]), us(95));
  t.is(healedAt([]), us(0));
});

test("faults of different kinds are in force side by side", (t) => {
  const run = pingUnder([
    slowLink({ delay: ms(7), jitter: ms(0), between: [["b"], ["c"]], ...spell }),
    cut({ groups: [["a"], ["b", "c"]], ...spell }),
    clockDrift({ machine: "storage-b", partsPerMillion: 10_000, ...spell }),
    crash({ machine: "storage-a-2", ...spell }),
  ]);
  t.deepEqual(lostByPhase(sent(run, "storage-a", "storage-b")), [0, 150, 0]);
  t.deepEqual(noted(run, "storage-a-2", "started").length, 2);
  const { during } = byPhase(sent(run, "storage-b", "storage-c"), ({ sentAt }) => sentAt);
  t.true(during.every(({ sentAt, now }) => now - sentAt === 8_000));
  const { clock, at } = noted(run, "storage-b", "ticked").at(-1)!;
  t.is(clock - at, 3_000);
});

test("after all kinds at once, everything is as before", (t) => {
  const run = pingUnder(everyKind);
  const healed = healedAt(everyKind) + ms(50);
  t.true(healed < 900_000);

  const { sent: count, copied, delivered, dropped, inFlight } = run.simulation.world.traffic();
  t.is(count + copied, delivered + dropped + inFlight);
  t.not(copied, 0);

  for (const machine of ["storage-a", "storage-b", "storage-c", "storage-a-2"]) {
    const ticks = noted(run, machine, "ticked").filter(({ at }) => at > healed);
    const steps = ticks.slice(1).map(({ at }, index) => at - ticks[index]!.at);
    t.deepEqual([...new Set(steps)], [2_000], machine);
    const clocks = ticks.slice(1).map(({ clock }, index) => clock - ticks[index]!.clock);
    t.deepEqual([...new Set(clocks)], [2_000], machine);
    const flushes = noted(run, machine, "flushed").filter(({ at }) => at > healed);
    t.true(flushes.length >= ticks.length - 3, machine);
  }
  const later = run.messages.filter(({ sentAt }) => sentAt > healed);
  t.true(later.length > 1_000);
  t.true(later.every(({ fate, sentAt, now }) => fate === "delivered" && now - sentAt === 1_000));
});

test("the same schedule and seed give the same run, in check mode too", (t) => {
  const print = (options: Parameters<typeof pingUnder>[1]) =>
    pingUnder(everyKind, options).simulation.fingerprint();
  const first = print({ seed: 1 });
  t.is(print({ seed: 1 }), first);
  t.is(print({ seed: 1, mode: "check" }), first);
  t.not(print({ seed: 2 }), first);
});
