import type { CaseRecording, Posture } from "../../properties/result.ts";
import type { Operation } from "../../sim/client/history.ts";
import { count, emptyCase, micros, property } from "./case.ts";
import { dice, skewed } from "./dice.ts";
import { historyWriter, type RequestId } from "./history-writer.ts";
import { staleWindow } from "./stale-window.ts";

const clients = 6;
const loadEnds = 16_000_000;
const end = 20_000_000;

interface Story {
  readonly operations: readonly Operation[];
  /** The write that was acknowledged, and the read that did not see it. */
  readonly shown: readonly RequestId[];
  /** A legal order of what came before. */
  readonly order: readonly RequestId[];
}

/** Six clients on eight keys; at 12.48 s, if `stale`, a deposed leader answers one of them. */
function story(stale: boolean): Story {
  const history = historyWriter(clients);
  const throwDie = dice(23);
  for (let invoked = 4_000; invoked < loadEnds; invoked += 4_000 + throwDie(9_000)) {
    const client = throwDie(clients);
    const kind = throwDie(2) === 0 ? "put" : "get";
    const argument = kind === "put" ? `v${Math.floor(invoked / 1_000)}` : undefined;
    const completed = invoked + 1_200 + skewed(throwDie, 5_000);
    const consistency = kind === "get" ? "strong" : undefined;
    const key = `k${throwDie(6)}`;
    const result = argument ?? "v12";
    history.add({
      client,
      process: name(client),
      kind,
      key,
      argument,
      consistency,
      invoked,
      completed,
      outcome: "ok",
      result,
    });
  }
  return { ...ending(history, stale), operations: history.operations() };
}

const name = (client: number): string => `client-${client < 3 ? "b" : "a"}-${client % 3}`;

/** Five operations on one key whose order can be read off the picture. */
function ending(
  history: ReturnType<typeof historyWriter>,
  stale: boolean,
): Omit<Story, "operations"> {
  const key = "k7";
  const put = (client: number, argument: string, invoked: number, completed: number): RequestId =>
    history.add({
      client,
      process: name(client),
      kind: "put",
      key,
      argument,
      result: argument,
      invoked,
      completed,
      outcome: "ok",
    });
  const get = (client: number, result: string, invoked: number, completed: number): RequestId =>
    history.add({
      client,
      process: name(client),
      kind: "get",
      consistency: "strong",
      key,
      result,
      invoked,
      completed,
      outcome: "ok",
    });
  const first = put(0, "v11", 12_441_000, 12_446_100);
  const seen = get(4, "v11", 12_449_500, 12_451_900);
  const second = put(1, "v12", 12_455_200, 12_463_000);
  const fresh = get(2, "v12", 12_466_400, 12_469_700);
  const late = get(3, stale ? "v11" : "v12", 12_477_300, 12_480_000);
  return { shown: stale ? [second, late] : [], order: [first, seen, second, fresh] };
}

const stay = (role: string, from: number, until: number, as: string, ballot: number): Posture => ({
  role,
  from,
  until,
  as,
  ballot,
  label: ballot === 1 ? "1.a" : "2.b",
});

const postures: readonly Posture[] = [
  stay("storage-a", 0, 12_700_000, "leader", 1),
  stay("storage-a", 12_700_000, end, "follower", 2),
  stay("storage-b", 0, 11_500_000, "follower", 1),
  stay("storage-b", 11_500_000, 12_430_000, "waiting", 2),
  stay("storage-b", 12_430_000, end, "leader", 2),
  stay("storage-c", 0, 11_500_000, "follower", 1),
  stay("storage-c", 11_500_000, end, "follower", 2),
];

function driftCase(
  drawn: Story,
  drift: string,
  rest: Partial<CaseRecording["result"]>,
): CaseRecording {
  return {
    operations: drawn.operations,
    postures,
    windows: [staleWindow(drawn.shown.length > 0)],
    loadEnds,
    result: {
      ...emptyCase,
      events: 84_210,
      virtualTime: end,
      measures: {
        longestOutage: micros(96_500),
        acknowledged: count(drawn.operations.filter(({ kind }) => kind === "put").length),
        lost: count(0),
        elections: count(1),
      },
      faults: [
        { name: "clock-drift", about: `storage-a, ${drift}`, from: 5_000_000, until: 14_000_000 },
        { name: "one-way-cut", about: "a > b, c", from: 10_000_000, until: 12_700_000 },
      ],
      ...rest,
    },
  };
}

const promise = "Strong reads and writes of each key have a legal order.";

/** The drift that leases are made for. */
export function steadyCase(): CaseRecording {
  const drawn = story(false);
  const checked = drawn.operations.length;
  const reason = "a legal order was found for each of 7 keys";
  return driftCase(drawn, "200 ppm slow", {
    name: "drift within the bound",
    sentence: "With a clock 200 ppm slow every strong read returned the latest value.",
    properties: [property("linearizable", "history", promise, { checked, reason })],
  });
}

/** A drift beyond it, and the read that gives it away. */
export function staleCase(expected: "holds" | "broken"): CaseRecording {
  const drawn = story(true);
  return driftCase(drawn, "100,000 ppm slow", {
    name: "drift beyond the bound",
    verdict: expected === "broken" ? "holds" : "broken",
    sentence:
      "With a clock a tenth too slow the deposed leader answered a strong read at 12.480 s with v11, after v12 was acknowledged.",
    properties: [
      property("linearizable", "history", promise, {
        checked: drawn.operations.length,
        verdict: "broken",
        expected,
        because:
          expected === "broken"
            ? "the old leader believes in its lease longer than the new one waits"
            : undefined,
        reason:
          "on k7, client-a-0 read v11 although v12 had been acknowledged 14.3 ms before it asked",
        at: 12_480_000,
        operations: drawn.shown,
        order: drawn.order,
      }),
      property("lease-exclusion", "invariant", "No two replicas hold the lease at once.", {
        checked: 40_112,
        verdict: "broken",
        expected,
        reason: "storage-a and storage-b both hold the lease, in ballots 1.a and 2.b",
        at: 12_430_000,
      }),
      property("reached election-won", "sometimes", 'The run comes to "election-won".', {
        reason: "reached once, first at 11.500 s",
      }),
    ],
  });
}
