import test from "ava";
import { hashOf } from "./request-router.ts";
import { metadata2015 } from "./system.ts";

const settingOf = (system: ReturnType<typeof metadata2015>, name: string) =>
  system.settings.find((setting) => setting.name === name)?.value;

test("settings and mistakes can be given as texts", (t) => {
  const system = metadata2015({ metadataCores: 24 }).with({
    timeLimit: "8s",
    backOff: "on",
    bug: "lease-from-receipt",
  });
  t.is(settingOf(system, "timeLimit"), "8s");
  t.is(settingOf(system, "backOff"), "on");
  t.is(settingOf(system, "metadataCores"), "24", "what was set before stays");
  t.is(settingOf(system, "bug"), "lease-from-receipt");
});

test("names and values that do not exist are refused in a sentence", (t) => {
  const system = metadata2015();
  t.throws(() => system.with({ timeLimits: "8s" }), {
    instanceOf: RangeError,
    message: 'unknown setting "timeLimits": did you mean timeLimit?',
  });
  t.throws(() => system.with({ bug: "lease-from-reciept" }), {
    message: 'unknown bug "lease-from-reciept": did you mean lease-from-receipt?',
  });
  t.throws(() => system.with({ timeLimit: "long" }), {
    message:
      'setting timeLimit cannot be "long": expected a length of time such as 2s, 150ms or 20us',
  });
});

test("servers stand in their zones, a router in each, and the service where faults can name it", (t) => {
  const zones = [
    { name: "a", machines: 2 },
    { name: "b", machines: 1 },
  ];
  const { machines, entry } = metadata2015().deploy({ zones, clients: 0 });
  t.deepEqual(
    machines.map(({ name, zone }) => `${name} in ${zone}`),
    [
      "metadata in a",
      "storage-a-01 in a",
      "storage-a-02 in a",
      "storage-b-01 in b",
      "router-a in a",
      "router-b in b",
    ],
  );
  t.deepEqual(entry, { a: "router-a", b: "router-b" });
});

test("keys are hashed by FNV-1a, and spread evenly enough over servers", (t) => {
  // Published test values of the function.
  t.is(hashOf(""), 0x811c9dc5);
  t.is(hashOf("a"), 0xe40c292c);
  t.is(hashOf("foobar"), 0xbf9cf968);
  const counts = new Map<number, number>();
  for (let key = 0; key < 3_000; key += 1) {
    const server = hashOf(`key-${key}`) % 120;
    counts.set(server, (counts.get(server) ?? 0) + 1);
  }
  t.is(counts.size, 120);
  t.true(Math.max(...counts.values()) < 75, "25 keys each on average");
});
