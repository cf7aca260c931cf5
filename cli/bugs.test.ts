import test from "ava";
import { desk } from "./commands.test-helper.ts";
import { exitCode } from "./exit-code.ts";

test("a mistake is caught, on its grounds and in drawn weather, and shrunk", async (t) => {
  const { code, out } = await desk(t).type("bugs", "--bug", "ack-before-quorum", "--json");
  t.is(code, exitCode.holds);
  const document = JSON.parse(out);
  t.deepEqual(document.canary, {
    bug: "ack-before-quorum",
    caughtBy: "acknowledged-is-durable",
    caught: true,
  });
  const [row, ...more] = document.bugs;
  t.deepEqual(more, []);
  t.like(row, { grounds: { seeds: 1, seed: 1 }, swarm: { seeds: 1 }, falseAlarms: [] });
  t.true(row.swarm.broken.includes("acknowledged-is-durable"));
  t.true(row.shrunk.operations <= 3 && row.shrunk.faults === 0 && row.shrunk.length < 1_000_000);
});

test("what a search does not find in its seeds is unknown, and shown as such", async (t) => {
  const { code, out } = await desk(t).type(
    ...["bugs", "--bug", "ballot-forgotten-in-a-crash", "--seeds", "1", "--no-swarm"],
  );
  t.is(code, exitCode.unknown);
  t.regex(out, /^ballot-forgotten-in-a-crash {2}> 1 .* promises-are-kept$/m);
  t.regex(
    out,
    /verdict: unknown — 0 of 1 mistake was caught, none was seen where there is none\.$/m,
  );
});

test("a mistake that there is not is refused, with the nearest name", async (t) => {
  const { code, err } = await desk(t).type("bugs", "--bug", "ack-before-quorun");
  t.is(code, exitCode.usage);
  t.is(err, 'quorate: unknown mistake "ack-before-quorun": did you mean ack-before-quorum?\n');
  const other = await desk(t).type("bugs", "--main", "--bug", "dns-2025/references-read-too-early");
  t.is(other.code, exitCode.usage);
  t.is((await desk(t).type("bugs", "--seeds", "0")).code, exitCode.usage);
});
