import test from "ava";
import { crash } from "../../faults/crash.ts";
import { cut } from "../../faults/cut.ts";
import { duplication } from "../../faults/duplication.ts";
import { oneWayCut } from "../../faults/one-way-cut.ts";
import { packetLoss } from "../../faults/packet-loss.ts";
import { pause } from "../../faults/pause.ts";
import type { FaultSpec } from "../../faults/schedule.ts";
import { slowDisk } from "../../faults/slow-disk.ts";
import { constant, uniform } from "../../kernel/distribution.ts";
import { type RandomStream, streamsOf } from "../../kernel/random.ts";
import { at, type Duration, ms, seconds } from "../../kernel/time.ts";
import { type RunOptions, rolesOf, run } from "./run.test-helper.ts";

/** A dozen hardships in ten seconds, none of which destroys a disk. */
function hardships(random: RandomStream): readonly FaultSpec[] {
  return Array.from({ length: 12 }, () => {
    const from = random.below(seconds(9)) as Duration;
    const spell = { from, until: (from + 1 + random.below(seconds(3))) as Duration };
    const [one, ...rest] = rotated([..."abcde"], random.below(5));
    const machine = `server-${one}`;
    const choices = [
      () => crash({ machine, ...spell }),
      () => pause({ machine, ...spell }),
      () => cut({ groups: [[one!, rest[0]!], rest.slice(1)], ...spell }),
      () => oneWayCut({ senders: [one!], receivers: rest.slice(0, 2), ...spell }),
      () => packetLoss({ share: 0.2, ...spell }),
      () => duplication({ share: 0.2, ...spell }),
      () => slowDisk({ machine, factor: 20, ...spell }),
    ];
    return choices[random.below(choices.length)]!();
  });
}

const rotated = <T>(things: readonly T[], by: number): readonly T[] => [
  ...things.slice(by),
  ...things.slice(0, by),
];

test("no term has two leaders, whatever happens to machines and links", (t) => {
  let elected = 0;
  for (let seed = 1; seed <= 100; seed += 1) {
    const { simulation, wins } = run(seconds(10), {
      seed,
      mode: "fast",
      cluster: { servers: 5 },
      network: { withinZone: constant(ms(1)), acrossZones: uniform({ min: ms(1), max: ms(30) }) },
      schedule: hardships(streamsOf(seed)("hardships")),
    });
    const winners = new Map<string, string>();
    for (const win of wins) {
      const [, winner, term] = win.split(" ") as [string, string, string];
      t.is(winners.get(term) ?? winner, winner, `seed ${seed}: two leaders in term ${term}`);
      winners.set(term, winner);
    }
    elected += winners.size;
    simulation.endFaults();
    simulation.runUntil(at(seconds(20)));
    const leaders = rolesOf(simulation).filter((role) => role.startsWith("leader"));
    t.is(leaders.length, 1, `seed ${seed}: one leader once all is well`);
  }
  t.true(elected > 400, `${elected} elections`);
});

test("a run is the same in fast mode and in check mode, and another with another seed", (t) => {
  const fingerprint = (seed: number, mode: "fast" | "check") => {
    const schedule = hardships(streamsOf(1)("hardships"));
    const options: RunOptions = { seed, mode, cluster: { servers: 5 }, schedule };
    return run(seconds(5), options).simulation.fingerprint();
  };
  t.is(fingerprint(1, "fast"), fingerprint(1, "check"));
  t.is(fingerprint(1, "fast"), fingerprint(1, "fast"));
  t.not(fingerprint(1, "fast"), fingerprint(2, "fast"));
});
