import test from "ava";
import type { DrawnMessage, Window } from "../properties/result.ts";
import { heightOf, messageWindow, rowsOf } from "./message-window.ts";
import { outageWindow } from "./sample/outage-window.ts";

const message = (sentAt: number, rest: Partial<DrawnMessage> = {}): DrawnMessage => ({
  sentAt,
  arrivedAt: sentAt + 500,
  from: "a",
  to: "b",
  kind: "append",
  text: "append",
  fate: "delivered",
  event: undefined,
  ...rest,
});

const window = (messages: readonly DrawnMessage[], rest: Partial<Window> = {}): Window => ({
  from: 0,
  until: 1_000_000,
  why: "",
  roles: ["a", "b"],
  messages,
  marks: [],
  hidden: 0,
  ...rest,
});

test("a small window is drawn whole", (t) => {
  const recorded = outageWindow(1);
  const drawn = messageWindow(recorded, new Set());
  t.is(drawn.messages.length, recorded.messages.length);
  t.is(drawn.hidden.messages, 0);
});

test("of many messages those nearest to the middle are kept, rare classes whole", (t) => {
  const appends = Array.from({ length: 400 }, (_, index) => message(index * 2_500));
  const votes = [message(1_000, { kind: "prepare" }), message(999_000, { kind: "promised" })];
  const drawn = messageWindow(window([...votes, ...appends]), new Set());
  t.is(drawn.messages.length, 110);
  t.is(drawn.hidden.messages, 402 - 110);
  const kept = drawn.messages.filter(({ kind }) => kind === "append").map(({ sentAt }) => sentAt);
  t.is(kept.length, 108);
  t.true(Math.min(...kept) > 350_000 && Math.max(...kept) < 650_000);
});

test("more roles than there are columns for: the busiest, in the window's order", (t) => {
  const roles = ["z", "y", "x", "w", "v", "u", "t", "s", "a", "b", "c"];
  const messages = roles.slice(2).map((from, index) => message(index, { from, to: "b" }));
  const crowd = window([...messages, message(9, { from: "z", to: "y" })], { roles });
  const drawn = messageWindow(crowd, new Set());
  t.is(drawn.roles.length, 7);
  t.deepEqual(
    drawn.roles,
    roles.filter((role) => drawn.roles.includes(role)),
  );
  t.true(drawn.roles.includes("b"));
  t.is(drawn.hidden.roles, 4);
  t.true(drawn.hidden.messages > 0);
});

test("a replica is drawn even when it says little", (t) => {
  const roles = ["quiet", ..."abcdefgh"];
  const messages = [..."abcdefgh"].map((from, index) => message(index, { from, to: "a" }));
  t.false(messageWindow(window(messages, { roles }), new Set()).roles.includes("quiet"));
  t.is(messageWindow(window(messages, { roles }), new Set(["quiet"])).roles[0], "quiet");
});

test("rows come in the order of time, and a long pause is shortened and named", (t) => {
  const rows = rowsOf({
    ...messageWindow(window([message(0), message(500), message(900_000)]), new Set()),
  });
  t.deepEqual(
    rows.map(({ at }) => at),
    [0, 500, 1_000, 900_000, 900_500],
  );
  t.deepEqual(
    rows.map(({ skipped }) => skipped),
    [0, 0, 0, 899_000, 0],
  );
  t.true(rows.every(({ y }, index) => index === 0 || y > rows[index - 1]!.y));
  t.true(rows[3]!.y - rows[2]!.y < 60);
});

test("an instant between two rows lies between them, one outside at the edge", (t) => {
  const rows = [
    { at: 100, y: 0, skipped: 0 },
    { at: 200, y: 40, skipped: 0 },
  ];
  t.is(heightOf(150, rows), 20);
  t.is(heightOf(0, rows), 0);
  t.is(heightOf(900, rows), 40);
  t.is(heightOf(900, []), 0);
});
