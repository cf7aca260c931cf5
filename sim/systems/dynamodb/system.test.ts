import test from "ava";
import { dynamodb } from "./system.ts";

const zones = ["a", "b", "c"].map((name) => ({ name, machines: 1 }));

const storageOf = (options: Parameters<typeof dynamodb>[0]) => {
  const { machines, placements } = dynamodb(options).deploy({ zones, clients: 1 });
  const isStorage = (name: string) => name.startsWith("storage-");
  return {
    machines: machines.filter(({ name }) => isStorage(name)).map(({ name, zone }) => [name, zone]),
    replicas: placements.map(({ address }) => address as string).filter(isStorage),
    all: machines.length,
  };
};

test("a replica in each zone that has a machine, and a router in every zone", (t) => {
  const { machines, replicas, all } = storageOf({});
  t.deepEqual(machines, [
    ["storage-a", "a"],
    ["storage-b", "b"],
    ["storage-c", "c"],
  ]);
  t.deepEqual(replicas, ["storage-a", "storage-b", "storage-c"]);
  t.is(all, 6);
});

test("replicas can be put into zones by name, several into one", (t) => {
  const { machines, replicas, all } = storageOf({ zones: ["b", "a", "b"] });
  t.deepEqual(machines, [
    ["storage-a", "a"],
    ["storage-b", "b"],
    ["storage-b-2", "b"],
  ]);
  t.deepEqual(replicas, ["storage-b", "storage-a", "storage-b-2"]);
  t.is(all, 6);
});
