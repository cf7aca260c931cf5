/** The example project of `docs/example/` passes, as a user of the package would run it. */

import { copyFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { consumer } from "./consumer.test-helper.ts";

const example = fileURLToPath(new URL("../../docs/example", import.meta.url));

test("the example project passes all of its tests", (t) => {
  const { directory, run } = consumer(t);
  const files = readdirSync(example).filter((name) => name.endsWith(".test.js"));
  t.deepEqual(files, ["generated.test.js", "own-scenario.test.js", "ready-made.test.js"]);
  for (const file of files) copyFileSync(join(example, file), join(directory, file));
  const all = files.map((file) => `import "./${file}";\n`).join("");
  writeFileSync(join(directory, "all.js"), all);
  const { status, printed } = run("all.js");
  t.is(status, 0, printed);
  t.regex(printed, /# tests 6\n/);
  t.regex(printed, /# fail 0\n/);
});
