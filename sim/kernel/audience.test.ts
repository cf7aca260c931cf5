import test from "ava";
import type { Observer } from "./observer.ts";
import { address, fault, simulate, sketch } from "./sketch.test-helper.ts";
import { at, ms } from "./time.ts";

test("observers are told of steps, marks, notes, messages, faults and machines", (t) => {
  const told: string[] = [];
  const observer: Observer = {
    onStep: (step) => {
      const move = step.by(noter);
      if (move === undefined) return;
      const effects = move.effects.map(({ kind }) => kind).join(" ");
      told.push(`step ${move.event?.kind ?? "start"} [${effects}] starts ${move.who.starts}`);
    },
    onNote: (from, fact, now) => told.push(`note ${from} ${fact.kind} ${now}`),
    onMark: (from, name) => told.push(`mark ${from} ${name}`),
    onMessage: ({ from, to, message, fate, sentAt, now, event }) =>
      told.push(`${fate} ${from}>${to} ${message.kind} ${sentAt}-${now} event ${event}`),
    onFault: ({ name }, phase, now) => told.push(`${name} ${phase} ${now}`),
    onMachine: (machine, change, now) => told.push(`${machine} ${change} ${now}`),
  };
  const noter = sketch({
    handle: (_, event, effects) => {
      effects.note({ kind: `saw-${event.kind}` });
      effects.mark("noted");
    },
  });
  const sender = sketch({
    start: (effects) => {
      effects.send(address("b"), { kind: "hello" });
      effects.setTimer("again", ms(2), ms(2));
    },
    handle: (_, _event, effects) => effects.send(address("b"), { kind: "lost" }),
  });
  const faults = [fault(2, 5, (world) => world.crash("on-b"))];
  simulate({ b: noter, a: sender }, { observers: [observer], faults }).runUntil(at(ms(6)));
  t.deepEqual(told, [
    "step start [] starts 1",
    "delivered a>b hello 0-1000 event 2",
    "note b saw-message 1000",
    "mark b noted",
    "step message [note mark] starts 1",
    "hardship begin 2000",
    "on-b crash 2000",
    "dropped a>b lost 2000-3000 event undefined",
    "hardship end 5000",
  ]);
});
