import test from "ava";
import { eventId, operationId, timeId } from "./links.ts";

test("links of the first case are short, those of others name their case", (t) => {
  t.is(timeId(1, 12_480_000), "t=12.480");
  t.is(timeId(2, 12_480_000), "case=2&t=12.480");
  t.is(operationId(1, 381), "op=381");
  t.is(eventId(3, 91_234), "case=3&ev=91234");
});
