import { Option } from "commander";
import { countOf, countText } from "../reports/number-text.ts";
import { type Exploration, explore } from "../scenarios/exploring/explore.ts";
import { findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import { type ExploreFlags, type ExploreRequest, readExploration } from "./explore-request.ts";
import type { Io } from "./io.ts";
import { OwnCrash } from "./own-crash.ts";
import { printable, printableJson } from "./printable.ts";
import { progressOn } from "./progress.ts";
import { collect } from "./settings.ts";
import { fields, paintFor, widthOf } from "./terminal.ts";

/** `quorate explore`: every course that a small group can take, and the shortest that goes wrong. */
export const exploreCommand: CommandFile = (io, done) =>
  command(io, "explore", "try every order of events in a small group, within a bound")
    .argument("<scenario>", "its name, as `quorate list` shows it: one of a single group")
    .optionsGroup("Options:")
    .option("--machines <n>", "replicas, one a machine; default 3")
    .option("--operations <n>", "puts and strong gets of one key, in turns; default 2")
    .option("--firings <n>", "how often a timer may fire, in all; default 1")
    .option("--crashes <n>", "how often a machine may crash, in all; default 0")
    .option("--drops <n>", "how many messages may get lost; default 0")
    .option("--bug <name>", "switch a deliberate mistake on, as with --set bug=<name>")
    .option("--set <name=value>", "change a setting; may be repeated", collect)
    .option("--json", "one JSON document on standard output and nothing else")
    .option("--quiet", "the verdict alone")
    .optionsGroup("Advanced options:")
    .option("--depth <n>", "no more steps than this from the first state; default: no limit")
    .option("--states <n>", "stop beyond so many states; default 20000000")
    .addOption(
      new Option("--order <word>", "how messages between two machines arrive")
        .choices(["sent", "any"])
        .default("sent"),
    )
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText("after", about)
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate explore leader-crash --operations 2 --firings 0 --crashes 1",
          get: ["…", "bound     completed", "…", "verdict: holds — …"],
        },
        {
          type: "npx quorate explore leader-crash --bug ack-before-persist --quiet",
          get: ["verdict: broken — acknowledged-is-durable breaks after 4 steps: …"],
        },
      ),
    )
    .action(async (name: string, flags: ExploreFlags) => {
      const scenario = await findScenario(io, name);
      done(exploreOne(io, readExploration(scenario, flags)));
    });

const about = `
It begins with a group that has just elected its first leader and is at rest. From then on messages
arrive, disks finish writes, timers fire, machines crash and come back, and two clients ask, in
every order. There is one clock, which moves when a timer fires: to the earliest instant at which
it may. So timers are never early and may be late, and clocks do not drift. Answers reach clients,
and pages their readers, at once.`;

function exploreOne(io: Io, request: ExploreRequest): ExitCode {
  const { group, options, flags } = request;
  const progress = progressOn(io, !flags.quiet && !flags.json);
  const begun = io.now().getTime();
  let found: Exploration;
  try {
    found = explore(group, options, ({ states, depth, left }) => {
      progress.show(() => {
        const pace = (states / Math.max(1, io.now().getTime() - begun)) * 1_000;
        return `${countText(states)} states, ${depth} steps deep, ${countText(left)} to go at this depth, ${countText(pace)} states/s`;
      });
    });
  } catch (error) {
    throw new OwnCrash(error, request.replay);
  } finally {
    progress.done();
  }
  io.out.write(
    flags.json ? `${printableJson(asDocument(request, found), 2)}\n` : asText(io, request, found),
  );
  return exitCode[verdictOf(found)];
}

const verdictOf = ({ broken, stoppedBy }: Exploration): "holds" | "broken" | "unknown" => {
  if (broken !== undefined) return "broken";
  return stoppedBy === undefined ? "holds" : "unknown";
};

function asDocument(request: ExploreRequest, found: Exploration) {
  const { scenario, group, options, changes, replay } = request;
  const { operations, bounds, order } = options;
  const { states, transitions, depth, stoppedBy, localStates, marks, broken } = found;
  return {
    verdict: verdictOf(found),
    sentence: sentenceOf(found),
    scenario,
    machines: group.length,
    operations,
    bounds,
    order,
    changes,
    completed: broken === undefined && stoppedBy === undefined,
    stoppedBy: broken === undefined ? (stoppedBy ?? null) : "broken promise",
    states,
    transitions,
    depth,
    localStates,
    marks,
    broken: broken ?? null,
    replay,
  };
}

function asText(io: Io, request: ExploreRequest, found: Exploration): string {
  const paint = paintFor(io.out, io, request.flags.color);
  const verdict = verdictOf(found);
  const last = `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${printable(sentenceOf(found))}\n`;
  if (request.flags.quiet) return last;
  const counts = fields(linesOf(request, found), widthOf(io.out));
  const path = found.broken === undefined ? "" : `\n${pathOf(found.broken.steps)}\n`;
  return `${counts}${path}replay: ${request.replay}\n${last}`;
}

function linesOf(
  { scenario, group, options }: ExploreRequest,
  found: Exploration,
): readonly (readonly [string, string])[] {
  const { operations, bounds, order } = options;
  const { states, transitions, depth, localStates, marks } = found;
  return [
    [
      "explored",
      `${scenario}: ${countOf(group.length, "machine")}, ${countOf(operations, "operation")}`,
    ],
    [
      "within",
      `${countOf(bounds.firings, "timer firing")}, ${countOf(bounds.crashes, "crash", "crashes")}, ${countOf(bounds.losses, "lost message")}; messages in ${order === "sent" ? "the order sent" : "any order"}`,
    ],
    ["bound", boundOf(found)],
    [
      "states",
      `${countText(states)} distinct, of ${countText(localStates)} states of single replicas`,
    ],
    ["reached", marks.join(", ")],
    ["steps", `${countText(transitions)} tried, ${countText(depth)} to the furthest state`],
  ];
}

function boundOf({ broken, stoppedBy }: Exploration): string {
  if (broken !== undefined) return "not completed: a promise broke";
  if (stoppedBy === undefined) return "completed";
  return `not completed: stopped by --${stoppedBy}`;
}

/** Each step with its number, and what it caused below it. */
function pathOf(steps: readonly (readonly string[])[]): string {
  const indent = " ".repeat(32);
  return steps
    .flatMap(([head = "", ...below], index) => [
      `${String(index + 1).padStart(3)}  ${head}`,
      ...below.map((line) => `${indent}${line}`),
    ])
    .map((line) => `${printable(line)}\n`)
    .join("");
}

function sentenceOf({ broken, stoppedBy, states }: Exploration): string {
  if (broken !== undefined) {
    const { property, reason, steps } = broken;
    return `${property} breaks after ${countOf(steps.length, "step")}: ${reason}.`;
  }
  const seen = `no promise breaks in any of ${countOf(states, "state")}`;
  return stoppedBy === undefined
    ? `${seen}, which are all there are within the bound.`
    : `${seen}, but there are more: the search stopped by --${stoppedBy}.`;
}
