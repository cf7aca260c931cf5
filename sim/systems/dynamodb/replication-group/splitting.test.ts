import test from "ava";
import { crash } from "../../../faults/crash.ts";
import { cut } from "../../../faults/cut.ts";
import { pause } from "../../../faults/pause.ts";
import { wipe } from "../../../faults/wipe.ts";
import { ms, seconds, us } from "../../../kernel/time.ts";
import type { SplitTrial } from "./splitting.test-helper.ts";
import { runSplit, soon } from "./splitting.test-helper.ts";

/** When the leader logs the order: told at 1 s, half a millisecond on the way. */
const told = [soon(1_000, "8")];
const short = { told, perSecond: 600, duration: seconds(3) } satisfies SplitTrial;

test("a partition splits under load, in three generations, and nothing is lost or stale", (t) => {
  const generations = [soon(1_000, "8"), soon(2_000, "4"), soon(2_500, "c", "orders.1")];
  const { broken, result } = runSplit(
    { told: generations, splits: 3, duration: seconds(4) },
    1,
    "check",
  );
  t.deepEqual(broken, []);
  t.is(result.measures.elections?.value, 3, "each child elects a leader, once");
  const { value = 0 } = result.measures.writeLatencyMax ?? {};
  t.true(value > 20 && value < 150, `the pause shows, and is short: ${value} ms`);
});

test("an order that comes twice, or names a key that is not there any more, splits once", (t) => {
  const again = [soon(1_000, "8"), soon(1_001, "8"), soon(1_500, "8"), soon(1_800, "a")];
  const { broken, result } = runSplit({ ...short, told: again }, 2);
  t.deepEqual(broken, []);
  t.is(result.measures.elections?.value, 1);
});

/** Before the order is logged, while it travels, around its commit, with the child's election. */
const moments = [300, 700, 900, 1_100, 1_400, 1_800, 2_200, 3_000, 20_500, 22_500, 24_000];

for (const machine of ["storage-a-1", "storage-b-1"]) {
  const who = machine === "storage-a-1" ? "the leader's machine" : "a follower's machine";
  test(`${who} may crash at any moment around a split`, (t) => {
    for (const [index, moment] of moments.entries()) {
      const from = us(1_000_000 + moment);
      const faults = [crash({ machine, from, until: us(from + 1_200_000) })];
      const { broken } = runSplit({ ...short, faults }, 1 + index);
      t.deepEqual(broken, [], `at ${moment} µs after the order`);
    }
  });
}

test("all three machines may crash right after a split: it is made once", (t) => {
  const faults = ["a", "b", "c"].map((zone) =>
    crash({ machine: `storage-${zone}-1`, from: us(1_002_500), until: ms(1_600) }),
  );
  t.deepEqual(runSplit({ ...short, faults }, 5).broken, []);
});

test("a leader that is paused across the split of its successor serves nothing twice", (t) => {
  const orders = [soon(1_000, "8"), soon(4_500, "8"), soon(5_000, "8")];
  const faults = [pause({ machine: "storage-a-1", from: us(1_000_900), until: ms(4_700) })];
  t.deepEqual(runSplit({ ...short, told: orders, faults, duration: seconds(7) }, 3).broken, []);
});

test("a member that a full copy takes past the split hosts the child all the same", (t) => {
  const sides = [["storage-c-1"], ["storage-a-1", "storage-b-1"]];
  const faults = [
    cut({ groups: sides, from: ms(500), until: seconds(4) }),
    wipe({ machine: "storage-c-1", from: seconds(3), until: ms(3_200) }),
  ];
  const trial = { ...short, faults, duration: seconds(6) };
  t.deepEqual(runSplit({ ...trial, reaches: "split-caught-up" }, 4).broken, []);
  const options = { bugs: ["copy-goes-past-a-split" as const] };
  const { broken: caught } = runSplit({ ...trial, options }, 4);
  t.true(
    caught.some((reason) => reason.startsWith("groups-are-whole")),
    caught.join(),
  );
});

test("whatever the weather, splits add up", (t) => {
  const orders = [
    soon(2_000, "8"),
    soon(3_000, "8"),
    soon(4_000, "4"),
    soon(5_000, "c", "orders.1"),
  ];
  for (const seed of [1, 2, 3]) {
    const trial: SplitTrial = {
      told: orders,
      kinds: ["crash", "pause", "cut", "packet-loss", "duplication", "slow-disk", "wipe"],
      duration: seconds(7),
      perSecond: 200,
      options: { checkpointEvery: 200, retainedRecords: 20 },
    };
    t.deepEqual(runSplit(trial, seed).broken, [], `seed ${seed}`);
  }
});
