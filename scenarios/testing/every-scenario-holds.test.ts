import test from "ava";
import fc from "fast-check";
import { writtenWorkload } from "../../properties/generators/workloads.ts";
import { linearizable } from "../../properties/histories/linearizable.ts";
import { crash } from "../../sim/faults/crash.ts";
import { ms } from "../../sim/kernel/time.ts";
import { dynamodb } from "../../sim/systems/dynamodb/system.ts";
import { BrokenPromise } from "./broken-promise.ts";
import { everyScenarioHolds } from "./every-scenario-holds.ts";
import { generatedScenarios } from "./generated-scenarios.ts";

const of = (bug: string) =>
  generatedScenarios({
    system: bug === "" ? dynamodb() : dynamodb().with({ bug }),
    promises: [linearizable],
    faults: { intensity: 3 },
  });

test("a sound system comes through", (t) => {
  t.notThrows(() => everyScenarioHolds(of(""), { runs: 4 }));
});

test("a mistake is found, shrunk to one write, and found again by seed and path", (t) => {
  const find = (options: { seed: number; path?: string }) =>
    t.throws(() => everyScenarioHolds(of("ack-before-quorum"), options), {
      instanceOf: BrokenPromise,
    });
  const error = find({ seed: 2 });
  t.regex(error.message, /^acknowledged-is-durable breaks on seed \d+ of generated: /);
  t.regex(
    error.message,
    /\n1 operation, 0 faults and \d+ms of .* are enough:\n {2}[\d.]+ ms client/,
  );
  const [, path] = /\{ seed: 2, path: "([\d:]+)" \}\)$/.exec(error.message) ?? [];
  t.is(find({ seed: 2, path: path! }).message, error.message);
});

test("an error that is not a broken promise comes through as it is", (t) => {
  const faults = [crash({ machine: "storage-z", from: ms(1), until: ms(2) })];
  const impossible = of("").map((scenario) => ({ ...scenario, faults }));
  t.throws(() => everyScenarioHolds(impossible, { runs: 1 }), {
    instanceOf: RangeError,
    message: /storage-z/,
  });
});

test("runs in which nothing happens do not pass for a property", (t) => {
  const idle = generatedScenarios({
    system: dynamodb(),
    promises: [linearizable],
    workload: () => fc.constant(writtenWorkload([])),
    faults: "none",
  });
  t.throws(() => everyScenarioHolds(idle, { runs: 2 }), {
    message: /^none of 2 scenarios could be judged/,
  });
});
