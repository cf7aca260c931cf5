import test from "ava";
import type { Exhibit } from "../scenarios/hunting/exhibit.ts";
import { sentenceOf, verdictOf } from "./bugs-verdict.ts";

const caught: Exhibit = {
  bug: "one-too-few",
  where: "group",
  mistake: "It counts one too few.",
  caughtBy: "counts-agree",
  grounds: { seeds: 2, events: 100, seed: 2 },
  swarm: null,
  alsoBroken: [],
  falseAlarms: [],
  shrunk: null,
};
const missed: Exhibit = { ...caught, grounds: { seeds: null, events: null, seed: null } };
const alarming: Exhibit = { ...caught, falseAlarms: ["logs-agree"] };

test("a canary that is not caught breaks everything, whatever else was caught", (t) => {
  t.is(verdictOf(false, [caught]), "broken");
  t.is(
    sentenceOf(false, []),
    "the canary ack-before-quorum was not caught by acknowledged-is-durable: the checks do not work.",
  );
});

test("what breaks without a mistake breaks everything, too", (t) => {
  t.is(verdictOf(true, [caught, alarming]), "broken");
  t.is(
    sentenceOf(true, [caught, alarming]),
    "logs-agree breaks on the grounds of one-too-few without the mistake; 2 of 2 mistakes were caught.",
  );
});

test("a mistake that was not found in time leaves it unknown", (t) => {
  t.is(verdictOf(true, [caught, missed]), "unknown");
  t.is(
    sentenceOf(true, [caught, missed]),
    "1 of 2 mistakes were caught, none was seen where there is none.",
  );
  t.is(verdictOf(true, [caught]), "holds");
});
