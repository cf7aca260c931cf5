import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import type { SplitWanted } from "../messages/nodes.ts";
import { alone, marks, sent } from "../request-path/alone.test-helper.ts";
import { controlPlane } from "./control-plane.ts";

const wanted = (at: string, leader = "p1@storage-a"): SplitWanted => ({
  kind: "split-wanted",
  partition: "p1",
  leader: leader as Address,
  at,
  cause: "consumption",
});

const config = configure();

const plane = () =>
  alone(controlPlane, {
    drains: [],
    fleet: { config, nodes: [], routes: new Map(), tables: new Map() },
  });

test("a split works in the background for minutes before the leader is told to cut over", (t) => {
  const control = plane();
  const asked = control.tell("storage-a", wanted("5"), seconds(1));
  t.deepEqual(marks(asked), ["split-started"]);
  const timer = asked.find((effect) => effect.kind === "set-timer");
  t.like(timer, { timer: "split/p1", min: seconds(120), max: seconds(600) });
  t.deepEqual(sent(control.fire("split/p1", seconds(5)), "split-at"), [
    { to: "p1@storage-a" as Address, message: { kind: "split-at", at: "5" } },
  ]);
});

test("a partition is split once at a time, where and by whom it was last asked for", (t) => {
  const control = plane();
  control.tell("storage-a", wanted("5"), seconds(1));
  t.deepEqual(control.tell("storage-b", wanted("7", "p1@storage-b"), seconds(11)), []);
  t.deepEqual(sent(control.fire("split/p1", seconds(20)), "split-at"), [
    { to: "p1@storage-b" as Address, message: { kind: "split-at", at: "7" } },
  ]);
});

test("a split that nobody asks for any more is dropped", (t) => {
  const control = plane();
  control.tell("storage-a", wanted("5"), seconds(1));
  const asked = control.fire("split/p1", seconds(200));
  t.deepEqual(marks(asked), ["split-dropped"]);
  t.deepEqual(sent(asked, "split-at"), []);
});

test("after a split the partition may ask for another", (t) => {
  const control = plane();
  control.tell("storage-a", wanted("5"), seconds(1));
  control.fire("split/p1", seconds(5));
  t.deepEqual(marks(control.tell("storage-a", wanted("3"), seconds(6))), ["split-started"]);
});
