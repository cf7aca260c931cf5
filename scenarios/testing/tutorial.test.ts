/** The code of `docs/property-testing.md` runs as it stands. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "ava";
import { consumer } from "./consumer.test-helper.ts";

const page = readFileSync(new URL("../../docs/property-testing.md", import.meta.url), "utf8");
const blocks = [...page.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = ""]) => code);

test("every block of the tutorial is a test that passes", (t) => {
  t.is(blocks.length, 4);
  const { directory, run } = consumer(t);
  for (const [index, code] of blocks.entries()) {
    writeFileSync(join(directory, `block-${index}.js`), code);
  }
  const all = blocks.map((_, index) => `import "./block-${index}.js";\n`).join("");
  writeFileSync(join(directory, "all.js"), all);
  const { status, printed } = run("all.js");
  t.is(status, 0, printed);
  t.regex(printed, /# tests 4\n/);
  t.regex(printed, /# fail 0\n/);
});

test("whatever the tutorial's table of arbitraries names is there", async (t) => {
  const api: Readonly<Record<string, unknown>> = { ...(await import("./api.ts")) };
  const rows = [...page.matchAll(/^\| `(\w+)\(/gm)].map(([, name = ""]) => name);
  t.true(rows.length >= 7);
  for (const name of rows) t.is(typeof api[name], "function", name);
});
