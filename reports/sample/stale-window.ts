import type { DrawnMark, DrawnMessage, Window } from "../../properties/result.ts";

interface Hop {
  readonly at: number;
  readonly took: number;
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly fate?: DrawnMessage["fate"];
}

const hop = (
  at: number,
  took: number,
  from: string,
  to: string,
  text: string,
  fate: DrawnMessage["fate"] = "delivered",
): Hop => ({ at, took, from, to, text, fate });

/** A write through the new leader, then a read at the old one, in a few milliseconds. */
export function staleWindow(stale: boolean): Window {
  const [b, a, router, client] = ["storage-b", "storage-a", "router-a", "client-a-0"];
  const hops: readonly Hop[] = [
    hop(12_455_200, 600, "client-b-1", b, "put r75 k7=v12"),
    hop(12_455_820, 700, b, "storage-c", "append 2/412"),
    hop(12_455_820, 800, b, a, "append 2/412"),
    hop(12_456_900, 760, "storage-c", b, "append-ack 2/412"),
    hop(12_457_020, 900, "storage-c", b, "append-ack 2/412", "copy"),
    hop(12_458_000, 5_000, b, "client-b-1", "done r75"),
    hop(12_462_000, 700, a, b, "append-ack 2/412", "dropped"),
    hop(12_477_300, 500, client, router, "get r99 k7 strong"),
    hop(12_477_900, 400, router, a, "get r99 k7 strong"),
    hop(12_478_350, 700, a, router, stale ? "done r99 v11" : "done r99 v12"),
    hop(12_479_200, 800, router, client, stale ? "done r99 v11" : "done r99 v12"),
    hop(12_479_900, 900, a, "storage-c", "heartbeat 1.a", "in-flight"),
  ];
  const marks: readonly DrawnMark[] = [
    { at: 12_456_200, role: b, kind: "persisted", text: "2/412" },
    { at: 12_456_880, role: "storage-c", kind: "persisted", text: "2/412" },
    { at: 12_457_660, role: b, kind: "mark", text: "committed 2/412" },
    { at: 12_478_320, role: a, kind: "mark", text: "read-inside-lease" },
  ];
  return {
    from: 12_450_000,
    until: 12_480_800,
    why: "the write that was acknowledged, and the read that did not see it",
    roles: ["client-b-1", b, "storage-c", a, router, client],
    messages: hops.map(({ at, took, from, to, text, fate = "delivered" }, index) => ({
      sentAt: at,
      arrivedAt: at + took,
      from,
      to,
      kind: text.split(" ")[0] ?? "",
      text,
      fate,
      event: fate === "delivered" || fate === "copy" ? 70_100 + index : undefined,
    })),
    marks,
    hidden: 0,
  };
}
