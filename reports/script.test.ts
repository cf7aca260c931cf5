import { createHash } from "node:crypto";
import test from "ava";
import { script } from "./script.ts";
import { scriptDigest } from "./script-digest.ts";

test("the policy allows this script and no other", (t) => {
  const digest = createHash("sha256").update(script).digest("base64");
  t.is(scriptDigest, `sha256-${digest}`, "after a change to script.ts, copy the digest found here");
});

test("the script is small, and cannot end its own element", (t) => {
  t.true(script.length < 10_000, `it has ${script.length} characters`);
  t.false(/<\/|<!--/.test(script));
});

test("the script fetches nothing, keeps nothing and asks no clock", (t) => {
  const banned =
    /fetch|XMLHttpRequest|import|WebSocket|localStorage|cookie|Date|performance|setTimeout|setInterval|eval|innerHTML|https?:/;
  t.notRegex(script, banned);
});
