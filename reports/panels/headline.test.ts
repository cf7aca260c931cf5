import test from "ava";
import { caseView } from "../case-view.ts";
import { sampleOutage } from "../sample-recording.ts";
import { headlineOf } from "./headline.ts";

const recording = sampleOutage(12).cases[0]!;
const names = (figures: readonly string[] = []) =>
  headlineOf(caseView(recording, 1, figures)).map(({ name }) => name);

test("figures that the scenario is about come first, each once, and there are six at most", (t) => {
  t.is(names()[0], "longest outage for writes");
  t.deepEqual(names(["elections", "longestOutage"]).slice(0, 3), [
    "elections",
    "longest outage for writes",
    "writes acknowledged",
  ]);
  t.true(names(["elections", "longestOutage"]).length <= 6);
});

test("a figure that this case did not measure is left out", (t) => {
  t.deepEqual(names(["streamApplied"]), names());
});
