import test from "ava";
import { Recorder } from "./recorder.ts";
import { noIndex, traced } from "./trace.ts";

const printOf = (role: number, peer: number): string => {
  const recorder = new Recorder(false);
  recorder.record(1, traced.message, role, peer, 0, 0);
  return recorder.fingerprint.hex();
};

test("a fingerprint tells roles apart up to the last that a trace can name", (t) => {
  const indices = [0, 1, 0x7fff, 0x8000, 0x8001, noIndex - 1, noIndex];
  const prints = indices.flatMap((role) => indices.map((peer) => printOf(role, peer)));
  t.is(new Set(prints).size, indices.length * indices.length);
});

test("names of roles that come later are in the trace when it is read", (t) => {
  const recorder = new Recorder(true);
  recorder.roles.push("a");
  recorder.record(1, traced.start, 0, noIndex, recorder.labels.of("kind"), 0);
  recorder.record(2, traced.start, 1, noIndex, recorder.labels.of("kind"), 0);
  recorder.roles.push("b");
  const roles = [...recorder.trace!.records()].map(({ role }) => role);
  t.deepEqual(roles, ["a", "b"]);
});
