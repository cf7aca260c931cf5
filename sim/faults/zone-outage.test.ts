import test from "ava";
import { us } from "../kernel/time.ts";
import { crash } from "./crash.ts";
import { lostByPhase, noted, pingUnder, sent, spell } from "./ping.test-helper.ts";
import { zoneOutage } from "./zone-outage.ts";

test("every machine of a dark zone is down, and starts again at the end", (t) => {
  const run = pingUnder([zoneOutage({ zone: "a", ...spell })]);
  for (const machine of ["storage-a", "storage-a-2"]) {
    const starts = noted(run, machine, "started").map(({ at }) => at);
    t.deepEqual(starts, [0, spell.until], machine);
  }
  for (const machine of ["storage-b", "storage-c"]) {
    t.is(noted(run, machine, "started").length, 1, machine);
  }
});

test("no message enters a dark zone; the others go on among themselves", (t) => {
  const run = pingUnder([zoneOutage({ zone: "a", ...spell })]);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-a")), [0, 150, 0]);
  t.deepEqual(lostByPhase(sent(run, "storage-b", "storage-c")), [0, 0, 0]);
  t.is(sent(run, "storage-b", "storage-c").length, 499);
});

test("a machine that crashed by itself stays down when its zone comes back", (t) => {
  const alone = crash({ machine: "storage-a", from: us(400_500), until: us(700_500) });
  const run = pingUnder([zoneOutage({ zone: "a", ...spell }), alone]);
  t.is(noted(run, "storage-a", "started").at(-1)?.at, 700_500);
  t.is(noted(run, "storage-a-2", "started").at(-1)?.at, spell.until);
});

test("an outage of a zone that does not exist is refused before the run", (t) => {
  t.throws(() => pingUnder([zoneOutage({ zone: "d", ...spell })]), {
    instanceOf: RangeError,
    message: /zone-outage.*"d"/,
  });
});
