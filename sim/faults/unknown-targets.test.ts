import test from "ava";
import { us } from "../kernel/time.ts";
import { crash } from "./crash.ts";
import { everyKind } from "./every-kind.test-helper.ts";
import { oneWayCut } from "./one-way-cut.ts";
import { packetLoss } from "./packet-loss.ts";
import { refuseUnknownTargets } from "./unknown-targets.ts";
import { zoneOutage } from "./zone-outage.ts";

const known = {
  machines: ["storage-a", "storage-a-2", "storage-b", "storage-c"],
  zones: ["a", "b", "c"],
};
const spell = { from: us(10), until: us(20) };

test("a schedule that names what exists is let through", (t) => {
  t.notThrows(() => refuseUnknownTargets(everyKind, known));
});

test("a machine that does not exist is refused, with the nearest that does", (t) => {
  const schedule = [...everyKind, crash({ machine: "storage_b", ...spell })];
  t.throws(() => refuseUnknownTargets(schedule, known), {
    instanceOf: RangeError,
    message:
      'Fault 20 (crash): "machine" names "storage_b"; expected a machine that exists: the nearest is "storage-b".',
  });
});

test("a zone is not taken for a machine, nor a machine for a zone", (t) => {
  t.throws(() => refuseUnknownTargets([crash({ machine: "a", ...spell })], known), {
    message: /expected a machine that exists/,
  });
  t.throws(() => refuseUnknownTargets([zoneOutage({ zone: "storage-a", ...spell })], known), {
    message: /expected a zone that exists: the nearest is "a"/,
  });
});

test("places are looked for among machines and zones, however deep in a list", (t) => {
  t.throws(
    () =>
      refuseUnknownTargets(
        [oneWayCut({ senders: ["storage-a"], receivers: ["b", "d"], ...spell })],
        known,
      ),
    { message: /"receivers" names "d"; expected a machine or zone that exists/ },
  );
  t.throws(
    () => refuseUnknownTargets([packetLoss({ between: [["a"], ["storage-z"]], ...spell })], known),
    { message: /"between" names "storage-z"/ },
  );
});
