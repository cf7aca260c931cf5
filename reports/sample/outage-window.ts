import type { DrawnMark, DrawnMessage, Posture, Window } from "../../properties/result.ts";
import { type Dice, dice } from "./dice.ts";
import { outage } from "./outage-history.ts";

/** Three replicas through the loss of the first leader's zone, an election, and the return. */
export function outagePostures(end: number): readonly Posture[] {
  const [a, b, c] = ["storage-a", "storage-b", "storage-c"];
  const stay = (
    role: string,
    from: number,
    until: number,
    as: string,
    ballot: number,
  ): Posture => ({
    role,
    from,
    until,
    as,
    ballot,
    label: ballot === 0 ? "" : ballot === 1 ? "1.a" : "2.b",
  });
  const { begins, noticed, over, ends } = outage;
  return [
    stay(a, 0, begins, "leader", 1),
    stay(a, begins, ends, "down", 0),
    stay(a, ends, ends + 900_000, "recovering", 2),
    stay(a, ends + 900_000, end, "follower", 2),
    stay(b, 0, noticed - 60_000, "follower", 1),
    stay(b, noticed - 60_000, noticed - 4_000, "asking", 1),
    stay(b, noticed - 4_000, noticed, "candidate", 2),
    stay(b, noticed, over, "waiting", 2),
    stay(b, over, end, "leader", 2),
    stay(c, 0, noticed, "follower", 1),
    stay(c, noticed, end, "follower", 2),
  ];
}

interface Tape {
  readonly messages: DrawnMessage[];
  readonly marks: DrawnMark[];
  readonly throwDie: Dice;
  event: number;
}

/** Sends one message; what goes to the dead zone is dropped. Returns when it arrives. */
function send(tape: Tape, sentAt: number, from: string, to: string, text: string): number {
  const lost = to === "storage-a";
  const arrivedAt = sentAt + 300 + tape.throwDie(500);
  const [kind = ""] = text.split(" ");
  tape.event += 1 + tape.throwDie(9);
  const event = lost ? undefined : tape.event;
  tape.messages.push({
    sentAt,
    arrivedAt,
    from,
    to,
    kind,
    text,
    fate: lost ? "dropped" : "delivered",
    event,
  });
  return arrivedAt;
}

const mark = (
  tape: Tape,
  at: number,
  role: string,
  kind: DrawnMark["kind"],
  text: string,
): number => {
  tape.marks.push({ at, role, kind, text });
  return at;
};

/** From the first doubt about the leader to the first writes of the next. */
export function outageWindow(seed: number): Window {
  const tape: Tape = { messages: [], marks: [], throwDie: dice(seed), event: 91_200 };
  stranded(tape, outage.noticed - 70_000);
  elect(tape, outage.noticed - 60_000);
  for (let beat = outage.noticed + 250_000; beat < outage.over; beat += 250_000)
    heartbeat(tape, beat);
  refuse(tape, outage.over - 120_000);
  mark(tape, outage.over, "storage-b", "timer", "old-lease");
  mark(tape, outage.over, "storage-b", "mark", "lease-waited-out");
  for (let write = 0; write < 6; write++)
    writeOnce(tape, outage.over + 1_400 + write * 2_900, write);
  return {
    from: outage.noticed - 70_000,
    until: outage.over + 20_000,
    why: "the election, and the first writes after it",
    roles: [
      "client-b-1",
      "router-b",
      "storage-b",
      "storage-c",
      "storage-a",
      "router-c",
      "client-c-0",
    ],
    messages: [...tape.messages].sort((one, other) => one.sentAt - other.sentAt),
    marks: [...tape.marks].sort((one, other) => one.at - other.at),
    hidden: 118,
  };
}

function stranded(tape: Tape, at: number): void {
  const routed = send(tape, at, "client-b-1", "router-b", "put r9341 k7=v5021");
  send(tape, routed + 200, "router-b", "storage-a", "put r9341 k7=v5021");
}

function elect(tape: Tape, at: number): void {
  mark(tape, at, "storage-b", "timer", "leader-silent");
  send(tape, at, "storage-b", "storage-a", "ask-leader-health storage-a");
  const asked = send(tape, at, "storage-b", "storage-c", "ask-leader-health storage-a");
  send(tape, asked + 60, "storage-c", "storage-b", "leader-health storage-a silent");
  const stands = mark(tape, at + 56_000, "storage-b", "mark", "stands 2.b");
  mark(tape, stands + 130, "storage-b", "persisted", "ballot 2.b");
  send(tape, stands + 130, "storage-b", "storage-a", "prepare 2.b after 1/5020");
  const prepared = send(tape, stands + 130, "storage-b", "storage-c", "prepare 2.b after 1/5020");
  mark(tape, prepared + 140, "storage-c", "persisted", "ballot 2.b");
  const promised = send(
    tape,
    prepared + 140,
    "storage-c",
    "storage-b",
    "promised 2.b, log to 1/5020",
  );
  mark(tape, promised, "storage-b", "mark", "election-won");
  heartbeat(tape, promised + 100);
}

function heartbeat(tape: Tape, at: number): void {
  send(tape, at, "storage-b", "storage-a", "heartbeat 2.b");
  const heard = send(tape, at, "storage-b", "storage-c", "heartbeat 2.b");
  send(tape, heard + 40, "storage-c", "storage-b", "heartbeat-ack 2.b");
}

function refuse(tape: Tape, at: number): void {
  const routed = send(tape, at, "client-c-0", "router-c", "get r9412 k3");
  const asked = send(tape, routed + 200, "router-c", "storage-b", "get r9412 k3");
  const refused = send(tape, asked + 20, "storage-b", "router-c", "rejected r9412 no-leader");
  send(tape, refused + 60, "router-c", "client-c-0", "rejected r9412 no-leader");
}

function writeOnce(tape: Tape, at: number, index: number): void {
  const zone = index % 2 === 0 ? "b" : "c";
  const client = zone === "b" ? "client-b-1" : "client-c-0";
  const [request, record] = [`r${9430 + index}`, `2/${5021 + index}`];
  const routed = send(tape, at, client, `router-${zone}`, `put ${request} k${index}=v${record}`);
  const led = send(tape, routed + 200, `router-${zone}`, "storage-b", `put ${request} k${index}`);
  send(tape, led + 20, "storage-b", "storage-a", `append ${record}`);
  const followed = send(tape, led + 20, "storage-b", "storage-c", `append ${record}`);
  mark(tape, led + 180, "storage-b", "persisted", record);
  mark(tape, followed + 150, "storage-c", "persisted", record);
  const acked = send(tape, followed + 150, "storage-c", "storage-b", `append-ack ${record}`);
  const done = send(tape, acked + 20, "storage-b", `router-${zone}`, `done ${request}`);
  send(tape, done + 50, `router-${zone}`, client, `done ${request}`);
}
