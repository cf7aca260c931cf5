import test from "ava";
import { everyKind } from "./every-kind.test-helper.ts";
import { readSchedule } from "./read-schedule.ts";

const spell = { from: 10, until: 20 };

test("every kind of fault is printed and read back equal", (t) => {
  t.deepEqual(readSchedule(JSON.parse(JSON.stringify(everyKind))), everyKind.slice());
});

test("what was left out gets its default", (t) => {
  t.deepEqual(readSchedule([{ kind: "packet-loss", ...spell }]) as unknown[], [
    { kind: "packet-loss", share: 0.2, ...spell },
  ]);
});

const refusals: readonly (readonly [data: unknown, sentence: string])[] = [
  [{}, "A schedule is {}; expected a list of faults."],
  [undefined, "A schedule is missing; expected a list of faults."],
  [["crash"], 'Fault 1 is "crash"; expected an object with a "kind".'],
  [[[]], 'Fault 1 is []; expected an object with a "kind".'],
  [[{ kind: "crsh" }], 'Fault 1: there is no kind "crsh"; the nearest is "crash".'],
  [
    [{ kind: "zone_outage" }],
    'Fault 1: there is no kind "zone_outage"; the nearest is "zone-outage".',
  ],
  [
    [
      { kind: "crash", machine: "a", ...spell },
      { kind: "crash", machin: "a", ...spell },
    ],
    'Fault 2 (crash): there is no field "machin"; the nearest is "machine".',
  ],
  [
    [{ kind: "crash", ...spell }],
    'Fault 1 (crash): "machine" is missing; expected the name of a machine.',
  ],
  [
    [{ kind: "crash", machine: 7, ...spell }],
    'Fault 1 (crash): "machine" is 7; expected the name of a machine.',
  ],
  [
    [{ kind: "crash", machine: "a", from: 1.5, until: 20 }],
    'Fault 1 (crash): "from" is 1.5; expected a whole number of microseconds, 0 or more.',
  ],
  [
    [{ kind: "crash", machine: "a", from: "10s", until: 20 }],
    'Fault 1 (crash): "from" is "10s"; expected a whole number of microseconds, 0 or more.',
  ],
  [
    [{ kind: "crash", machine: "a", from: 20, until: 20 }],
    'Fault 1 (crash): "until" is 20; expected more than "from", which is 20.',
  ],
  [
    [{ kind: "restart", machine: "a", from: 20, until: 10 }],
    'Fault 1 (restart): "until" is 10; expected "from", which is 20, or more.',
  ],
  [
    [{ kind: "zone-outage", zone: "", ...spell }],
    'Fault 1 (zone-outage): "zone" is ""; expected the name of a zone.',
  ],
  [
    [{ kind: "cut", groups: [["a"]], ...spell }],
    'Fault 1 (cut): "groups" is [["a"]]; expected two groups of machines or zones, or more, such as [["a"],["b","c"]].',
  ],
  [
    [{ kind: "one-way-cut", senders: [], receivers: ["b"], ...spell }],
    'Fault 1 (one-way-cut): "senders" is []; expected a list of machines or zones, such as ["a"].',
  ],
  [
    [{ kind: "clog", between: [["a"], ["b"], ["c"]], ...spell }],
    'Fault 1 (clog): "between" is [["a"],["b"],["c"]]; expected two groups of machines or zones, such as [["a"],["b","c"]].',
  ],
  [
    [{ kind: "slow-disk", machine: "a", factor: 1, ...spell }],
    'Fault 1 (slow-disk): "factor" is 1; expected a factor above 1, such as 10.',
  ],
  [
    [{ kind: "slow-link", delay: 0, ...spell }],
    'Fault 1 (slow-link): "delay" is 0; expected a whole number of microseconds from 1 to 1800000000.',
  ],
  [
    [{ kind: "reordering", delay: 1_800_000_001, ...spell }],
    'Fault 1 (reordering): "delay" is 1800000001; expected a whole number of microseconds from 1 to 1800000000.',
  ],
  [
    [{ kind: "lost-unsynced-writes", machine: "a", confirmedToo: "yes", ...spell }],
    'Fault 1 (lost-unsynced-writes): "confirmedToo" is "yes"; expected true or false.',
  ],
  [
    [{ kind: "clock-drift", machine: "a", partsPerMillion: -1_000_000, ...spell }],
    'Fault 1 (clock-drift): "partsPerMillion" is -1000000; expected a whole number of µs per second other than 0 and above -1000000.',
  ],
  [
    [{ kind: "clock-jump", machine: "a", by: 5, ...spell }],
    'Fault 1 (clock-jump): there is no field "until"; the nearest is "by".',
  ],
];

for (const [data, sentence] of refusals) {
  test(`refused: ${sentence}`, (t) => {
    t.throws(() => readSchedule(data), { instanceOf: RangeError, message: sentence });
  });
}
