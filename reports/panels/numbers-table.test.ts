import test from "ava";
import { few } from "../sample/few.ts";
import { summarise } from "../summary.ts";
import { numbers } from "./numbers-table.ts";

const text = (markup: string): string => markup.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test("each kind of request has its outcomes, its availability with an interval, its latencies", (t) => {
  const summary = summarise(few([{}, {}, { outcome: "fail", error: "throttled" }]), 1_000_000);
  const found = text(numbers(summary, {}).markup);
  t.regex(found, /writes 3 2 0 1 66\.66 % 20\.76 % to 93\.8\d % 1 ms/);
  t.regex(found, /throttled failed: certainly without effect 1/);
});

test("measures are listed with their units", (t) => {
  const measures = { longestOutage: { value: 2_602, unit: "ms" } };
  t.regex(text(numbers(summarise([], 1), measures).markup), /longest outage 2\.60 s/);
});

test("a run without requests says so", (t) => {
  t.regex(text(numbers(summarise([], 1), {}).markup), /No client asked anything/);
});
