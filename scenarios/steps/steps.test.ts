/**
 * Runs every step script. UPDATE_STEPS=1 rewrites the transcripts; read the difference before you
 * keep it: a transcript says what the protocol does, the script's first line what it should.
 */

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import test from "ava";
import { groupBugs } from "../../sim/systems/dynamodb/bugs.ts";
import { commands } from "./commands.ts";
import { runScript } from "./run-script.ts";
import { commandsOf, formatScript, parseScript } from "./script.ts";

const folder = new URL("./dynamodb/", import.meta.url);

const sorted = (names: readonly string[]): string[] =>
  names.toSorted((left, right) => (left < right ? -1 : 1));

/** Paths of the scripts, as seen from `folder`. */
const scriptsIn = (path: string): string[] =>
  sorted(readdirSync(new URL(path, folder)).filter((name) => name.endsWith(".txt"))).map(
    (name) => path + name,
  );

const textOf = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const ranAgain = (text: string): string => formatScript(runScript(parseScript(text)));

const sound = scriptsIn("./");
const wrong = scriptsIn("./bugs/");

for (const path of [...sound, ...wrong]) {
  const text = textOf(path);
  test(`${path}: ${text.split("\n", 1)[0]!.slice(2)}`, (t) => {
    const found = ranAgain(text);
    if (process.env.UPDATE_STEPS === "1" && found !== text) {
      writeFileSync(new URL(path, folder), found);
    }
    t.is(found, textOf(path), `${path} differs; read it, then rewrite it with UPDATE_STEPS=1`);
  });
}

test("every script begins with a claim and its source", (t) => {
  t.true(sound.length > 0);
  for (const path of sound) t.regex(firstLine(path), /^# [A-Z][^()]+ \(.*§\d.*\)$/, path);
  for (const path of wrong) t.regex(firstLine(path), /^# WRONG: [A-Z][^()]+ \(.*§\d.*\)$/, path);
});

test("every deliberate mistake of a replication group has a script that shows it", (t) => {
  const shown = wrong.map(bugOf);
  t.deepEqual(shown, sorted(Object.keys(groupBugs)));
});

test("a mistake's script takes the steps of a sound one, and ends elsewhere", (t) => {
  for (const path of wrong) {
    const bug = bugOf(path);
    const text = textOf(path);
    const model = /^# The steps of (\S+\.txt), with a mistake switched on\.$/m.exec(text)?.[1];
    t.true(sound.includes(`./${model}`), `${path} names no sound script`);
    const without = text.replace(` bug=${bug}`, "");
    t.not(without, text, `${path} does not switch ${bug} on`);
    const steps = parseScript(without);
    t.deepEqual(commandsOf(steps), commandsOf(parseScript(textOf(`./${model}`))), path);
    t.not(formatScript(runScript(steps)), without, `${path}: ${bug} makes no difference`);
  }
});

test("README.md shows an example of every command", (t) => {
  const text = readFileSync(new URL("./README.md", import.meta.url), "utf8");
  const shown = text.split("```text\n")[1]?.split("\n```")[0];
  t.is(
    shown,
    Object.values(commands)
      .map(({ example }) => example)
      .join("\n"),
  );
});

const bugOf = (path: string): string => path.replace("./bugs/", "").replace(".txt", "");
const firstLine = (path: string): string => textOf(path).split("\n", 1)[0]!;
