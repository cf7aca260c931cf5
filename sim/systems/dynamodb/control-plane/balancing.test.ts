import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { chooseMove } from "./balancing.ts";

const node = (name: string): Address => `storage-${name}` as Address;
const nodes = ["a-1", "a-2", "a-3", "b-1"].map((name) => ({
  address: node(name),
  zone: name.slice(0, 1),
}));

const choose = (
  offers: readonly { partition: string; share: number; on?: readonly string[] }[],
  used: Readonly<Record<string, number>> = {},
  sick: readonly string[] = [],
) =>
  chooseMove(
    node("a-1"),
    offers.map(({ partition, share, on = ["a-1", "b-1"] }) => ({
      partition,
      share,
      nodes: on.map(node),
    })),
    {
      nodes,
      loads: new Map(Object.entries(used).map(([name, share]) => [node(name), share])),
      isWell: (address) => !sick.map(node).includes(address),
    },
    0.8,
  );

const to = (partition: string, name: string) => ({
  partition,
  from: node("a-1"),
  to: node(name),
});

test("the busiest replica offered goes to the node of its zone with most room", (t) => {
  const offers = [
    { partition: "p1", share: 0.5 },
    { partition: "p2", share: 0.3 },
  ];
  t.deepEqual(choose(offers, { "a-2": 0.2, "a-3": 0.1 }), to("p1", "a-3"));
  t.deepEqual(choose(offers), to("p1", "a-2"), "a node that says nothing has nothing to do");
});

test("a replica that fits nowhere stays, and the next one goes", (t) => {
  const offers = [
    { partition: "p1", share: 0.5 },
    { partition: "p2", share: 0.2 },
  ];
  t.deepEqual(choose(offers, { "a-2": 0.6, "a-3": 0.5 }), to("p2", "a-3"));
  t.is(choose(offers, { "a-2": 0.7, "a-3": 0.7 }), undefined);
});

test("no node is given a second replica of a partition, and none that is not well", (t) => {
  t.deepEqual(choose([{ partition: "p1", share: 0.1, on: ["a-1", "a-2"] }]), to("p1", "a-3"));
  t.deepEqual(choose([{ partition: "p1", share: 0.1 }], {}, ["a-2"]), to("p1", "a-3"));
  t.is(choose([{ partition: "p1", share: 0.1, on: ["a-1", "a-2", "a-3"] }]), undefined);
});

test("a node that offers nothing is left alone", (t) => {
  t.is(choose([]), undefined);
});
