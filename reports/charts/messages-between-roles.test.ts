import test from "ava";
import type { DrawnMessage } from "../../properties/result.ts";
import { ballotsOf } from "../drawing/posture-strip.ts";
import { matchesGolden } from "../golden-picture.test-helper.ts";
import { messageWindow } from "../message-window.ts";
import { sampleDrift, sampleOutage } from "../sample-recording.ts";
import { messagesBetweenRoles } from "./messages-between-roles.ts";

const chartOf = (recording: ReturnType<typeof sampleOutage>["cases"][number]) => ({
  id: "messages",
  caseNumber: 1,
  window: messageWindow(recording.windows[0]!, new Set()),
  postures: recording.postures,
  ballots: ballotsOf(recording.postures),
});

const election = chartOf(sampleOutage(1).cases[0]!);
const stale = chartOf(sampleDrift("holds").cases[1]!);

test("an election looks as it did", (t) => {
  matchesGolden(t, "messages-election", messagesBetweenRoles(election));
});

test("a stale read looks as it did", (t) => {
  matchesGolden(t, "messages-stale-read", messagesBetweenRoles(stale));
});

const drawOne = (rest: Partial<DrawnMessage>): string => {
  const [first] = stale.window.messages;
  const window = { ...stale.window, messages: [{ ...first!, ...rest }], marks: [] };
  return messagesBetweenRoles({ ...stale, window, postures: [] }).markup;
};

test("a dropped message ends in a cross, one under way without a head, a copy is double", (t) => {
  t.regex(drawOne({ fate: "dropped" }), /class="cross"/);
  t.notRegex(drawOne({ fate: "dropped" }), /class="head"/);
  t.notRegex(drawOne({ fate: "in-flight" }), /class="head"|class="cross"/);
  t.regex(drawOne({ fate: "copy" }), /class="shaft" d="M[^"]*M[^"]*"/);
  t.regex(drawOne({ fate: "delivered" }), /class="head"/);
});

test("a handled message is the target of its event's link", (t) => {
  t.true(drawOne({ event: 91_234 }).includes('id="ev=91234"'));
  t.false(drawOne({ event: undefined }).includes('id="ev='));
});

test("every message has its tooltip, even where its words found no room", (t) => {
  const { markup } = messagesBetweenRoles(election);
  t.is(markup.match(/<g class="message /g)?.length, election.window.messages.length);
  t.is(markup.match(/<title>[^<]* → [^<]*; sent /g)?.length, election.window.messages.length);
});

test("what messages say stays text", (t) => {
  t.notRegex(drawOne({ text: "<img src=x>", kind: '"><b>' }), /<img|<b>/);
});
