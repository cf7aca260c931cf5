import test from "ava";
import { version } from "../scenarios/running/version.ts";
import { formatVersion, readVersion } from "./version.ts";

test("results are signed with the version of the package", (t) => {
  t.is(version, readVersion().number);
});

test("a version says its commit where there is one", (t) => {
  t.is(formatVersion({ number: "1.2.3", commit: undefined }), "quorate 1.2.3");
  t.is(
    formatVersion({ number: "1.2.3", commit: "1a2b3c4d5e6f, modified" }),
    "quorate 1.2.3 (commit 1a2b3c4d5e6f, modified)",
  );
});
