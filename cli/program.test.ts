import { readdirSync } from "node:fs";
import test from "ava";
import { desk } from "./commands.test-helper.ts";

/** A line that is wrong, and the one sentence that says so. */
const wrong: readonly (readonly [line: string, sentence: string | RegExp])[] = [
  ["lst", 'unknown command or scenario "lst": did you mean list?'],
  ["goes-wron", 'unknown command or scenario "goes-wron": did you mean goes-wrong?'],
  ["--sed 7", 'unknown option "--sed": expected --version or --help'],
  ["help rn", 'unknown command "rn": did you mean run?'],
  ["list all", '"all" is one word too many: expected `quorate list [options]`'],
  ["list --jsn", 'unknown option "--jsn" of list: did you mean --json?'],
  ["run", "run needs a scenario or --claims: expected `quorate run [options] <scenario>`"],
  [
    "run all-well --claims W2",
    '--claims chooses the scenarios itself: expected no "all-well" beside it',
  ],
  [
    "run --claims W2,f9",
    'unknown claim "f9": did you mean F6? `quorate list --claims` shows all 50',
  ],
  [
    "run --claims quorum",
    'unknown claim "quorum": expected an id such as W1, or a group: W, R, K, H, D, U, F, T, S, O',
  ],
  [
    "run --claims W2, --seed 1",
    'unknown claim "": expected an id such as W1, or a group: W, R, K, H, D, U, F, T, S, O',
  ],
  [
    "run --claims W2 --workload preset:ycsb-a",
    'option "--claims <ids>" cannot be used with option "--workload <file>"',
  ],
  [
    "run --claims W2 --set leaderLeese=3s",
    'unknown setting "leaderLeese": did you mean leaderLease?',
  ],
  [
    "run --claims W2 --seeds 2..1",
    '--seeds is "2..1": expected the smaller seed first, as in 1..2',
  ],
  [
    "run all-well crashes",
    '"crashes" is one word too many: expected `quorate run [options] <scenario>`',
  ],
  ["run al-well", 'unknown scenario "al-well": did you mean all-well? `quorate list` shows all 6'],
  ["run zzz", 'unknown scenario "zzz": expected one of the 6 that `quorate list` shows'],
  [
    "run ../../scenarios/healthy-day",
    'unknown scenario "../../scenarios/healthy-day": expected one of the 6 that `quorate list` shows',
  ],
  ["run all-well --seed", "--seed needs a value: expected --seed <n>"],
  [
    "run all-well --seed seven",
    /^--seed is "seven": expected a whole number from 0 to 9007199254740991, in decimal or as 0x…, or a commit hash/,
  ],
  ["run all-well --seeds 7", '--seeds is "7": expected a first and a last seed such as 1..1000'],
  [
    "run all-well --seeds 1..2 --seed 7",
    'option "--seeds <a..b>" cannot be used with option "--seed <n>"',
  ],
  [
    "run all-well --seeds 1..2 --out x",
    'option "--seeds <a..b>" cannot be used with option "--out <dir>"',
  ],
  [
    "run all-well --no-report --out x",
    'option "--no-report" cannot be used with option "--out <dir>"',
  ],
  ["run all-well --set leaderLeese=3s", 'unknown setting "leaderLeese": did you mean leaderLease?'],
  ["run all-well --set timeout=3s", 'unknown setting "timeout": did you mean client.timeout?'],
  [
    "run all-well --set __proto__=3s",
    /^unknown setting "__proto__": expected one of \d+ names, such as leaderLease$/,
  ],
  [
    "run all-well --set leaderLease=3",
    'setting leaderLease cannot be "3": expected a length of time such as 2s, 150ms or 20us',
  ],
  [
    "run all-well --set client.timeout=-1s",
    'setting client.timeout cannot be "-1s": expected a length of time such as 2s, 150ms or 20us',
  ],
  [
    "run all-well --set bug=no-lease-wat",
    'unknown bug "no-lease-wat": did you mean no-lease-wait?',
  ],
  [
    "run all-well --set leaderLease",
    '--set is "leaderLease": expected name=value such as client.timeout=2s',
  ],
  [
    "run all-well --set heartbeat=1s --set heartbeat=2s",
    "--set gives heartbeat twice: expected one value for each setting",
  ],
  ["run all-well --max-events 0", '--max-events is "0": expected a whole number from 1'],
  ["run all-well --scale 2", "--scale stands alone: expected a --workload that it scales"],
  [
    "run all-well --workload preset:ycsb-a --scale 0",
    '--scale is "0": expected a number above 0 such as 2 or 0.5',
  ],
  [
    "run all-well --workload preset:ycsb-z",
    /^unknown workload preset "ycsb-z": did you mean ycsb-[a-f]\?$/,
  ],
  [
    "run all-well --workload none.csv",
    "cannot read the workload none.csv: there is no such file or folder",
  ],
  ["run all-well --workload .", "cannot read the workload .: it is a folder"],
  [
    "run all-well --out /dev/null/x",
    "cannot write into /dev/null/x: a part of the path is a file, not a folder",
  ],
  ["replay", "replay needs a file: expected `quorate replay [options] <file>`"],
  [
    "replay none.json",
    "cannot read none.json: there is no such file or folder; expected the config.json of a run",
  ],
  ["trace all-well --role storge-a", 'unknown role "storge-a": did you mean storage-a?'],
  [
    "trace two-cases --case asis",
    'unknown case "asis": expected dynamodb, as is or dynamodb, slow heartbeat',
  ],
  ["trace all-well --request first", '--request is "first": expected a request number such as r42'],
  ["trace all-well --from 3", '--from is "3": expected a time such as 9.9s or 150ms'],
  ["trace all-well --from 2s --until 1s", "--until 1s is before --from 2s: expected it later"],
];

for (const [line, sentence] of wrong) {
  test(`wrong usage is one sentence and exit code 254: quorate ${line}`, async (t) => {
    const { directory, type } = desk(t);
    const { code, out, err } = await type(...line.split(" "));
    t.is(code, 254);
    t.is(out, "");
    t.deepEqual(readdirSync(directory), []);
    t.regex(err, /^quorate: [^\n]+\n$/);
    const said = err.slice("quorate: ".length, -1);
    if (typeof sentence === "string") t.is(said, sentence);
    else t.regex(said, sentence);
  });
}

test("what a user typed cannot write to their terminal", async (t) => {
  const { err } = await desk(t).type("run", "a\u001b[2J\nb");
  t.true(err.startsWith('quorate: unknown scenario "a[2J b": '));
});

test("a seed from the environment that is none is named as such", async (t) => {
  const { code, err } = await desk(t)
    .with({ environment: { QUORATE_SEED: "x" } })
    .type("all-well");
  t.is(code, 254);
  t.true(err.startsWith('quorate: QUORATE_SEED is "x": expected a whole number'));
});

test("a mistake of ours says that it is ours, and how to see it again", async (t) => {
  const { code, out, err } = await desk(t).type("run", "crashes", "--seed", "3", "--json");
  t.is(code, 255);
  t.is(out, "");
  t.true(
    err.startsWith("quorate: this is a bug of quorate, not of what you typed; please report it"),
  );
  t.true(err.includes("TypeError: a mistake of ours\n"));
  t.true(err.endsWith("replay   npx quorate run crashes --seed 3\n"));
});

for (const words of [[], ["--help"], ["help"]]) {
  test(`help lists the commands: quorate ${words.join(" ")}`, async (t) => {
    const { code, out, err } = await desk(t).type(...words);
    t.is(code, 0);
    t.is(err, "");
    for (const command of ["list", "run", "replay", "trace"]) {
      t.regex(out, new RegExp(`^  ${command} `, "m"));
    }
  });
}

for (const command of ["list", "run", "replay", "trace"]) {
  test(`quorate ${command} --help ends in worked examples`, async (t) => {
    const { code, out } = await desk(t).type(command, "--help");
    t.is(code, 0);
    t.regex(out, new RegExp(`\nExamples:\n[^]*  \\$ npx quorate ${command}\\b`));
    t.is(out, (await desk(t).type("help", command)).out);
  });
}

test("the version is that of the package", async (t) => {
  const { code, out } = await desk(t).type("--version");
  t.is(code, 0);
  t.regex(out, /^quorate \d+\.\d+\.\d+( \(commit [0-9a-f]{12}(, modified)?\))?\n$/);
});
