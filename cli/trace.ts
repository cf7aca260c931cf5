import { traceScenario } from "../scenarios/run.ts";
import { prepare } from "../scenarios/running/prepare.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import type { Duration } from "../sim/kernel/time.ts";
import { parseDuration } from "../sim/parts/duration-text.ts";
import { findScenario } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { didYouMean } from "./nearest.ts";
import { OwnCrash } from "./own-crash.ts";
import { printable } from "./printable.ts";
import { chooseSeed } from "./seed.ts";
import { type Changes, checkChanges, collect, parseChanges } from "./settings.ts";
import { UsageError } from "./usage-error.ts";

interface Flags {
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly case?: string;
  readonly request?: string;
  readonly role?: string;
  readonly from?: string;
  readonly until?: string;
}

type Selection = Parameters<typeof traceScenario>[1];

/** `quorate trace`: what happened, event by event, with what each role asked for. */
export const traceCommand: CommandFile = (io, done) =>
  command(io, "trace", "show what happened, event by event")
    .argument("<scenario>", "its name, as `quorate list` shows it")
    .optionsGroup("Options:")
    .option("--seed <n>", "decimal, 0x… or a commit hash; default $QUORATE_SEED, else drawn")
    .option("--request <r>", "only what concerns this request, such as r42")
    .option("--role <name>", "only what happens to this role, such as storage-a")
    .option("--from <time>", "only from this virtual time on, such as 9.9s")
    .option("--until <time>", "only up to this virtual time")
    .optionsGroup("Advanced options:")
    .option("--case <name>", "the case to follow; default the first")
    .option("--set <name=value>", "change a setting; may be repeated", collect)
    .addHelpText(
      "after",
      examples({
        type: "npx quorate trace leader-crash --seed 7 --request r9",
        get: [
          "# leader-crash, seed 7",
          "…  client-b-3    timer arrival",
          "                              send router-b: put r9 key-3=9",
          "…",
          "…  storage-a     append-ack 2 of 1.a from storage-b",
          "                              mark write-acknowledged",
          "                              send router-b: done r9 9",
          "…",
        ],
      }),
    )
    .action(async (name: string, flags: Flags) => {
      const scenario = await findScenario(io, name);
      follow(io, scenario, readSelection(io, scenario, flags));
      done(exitCode.holds);
    });

function follow(io: Io, scenario: Scenario, selection: Selection): void {
  const pages = paged(io);
  pages.write(`# ${scenario.name}, seed ${selection.seed}`);
  let lines = 0;
  try {
    traceScenario(scenario, selection, (line) => {
      lines += 1;
      pages.write(printable(line));
    });
  } catch (error) {
    if (error instanceof ReaderGone) return;
    throw new OwnCrash(error, `npx quorate trace ${scenario.name} --seed ${selection.seed}`);
  }
  if (lines === 0) {
    throw new UsageError(
      `nothing in ${scenario.name} with seed ${selection.seed} matches: expected a request, role and time that occur`,
    );
  }
  pages.flush();
}

/** Nobody reads on: the way out of a run that has no other. */
class ReaderGone extends Error {}

/** Lines gathered into pieces worth a write; `write` throws a ReaderGone once nobody reads them. */
function paged(io: Io): { write(line: string): void; flush(): void } {
  let page = "";
  const flush = () => {
    io.out.write(page);
    page = "";
  };
  return {
    flush,
    write(line) {
      page += `${line}\n`;
      if (page.length <= 1 << 16) return;
      flush();
      if (io.out.isClosed) throw new ReaderGone();
    },
  };
}

function readSelection(io: Io, scenario: Scenario, flags: Flags): Selection {
  const changes = parseChanges(flags.set);
  checkChanges(scenario, changes);
  const { seed } = chooseSeed(io, flags.seed);
  const from = timeOf("--from", flags.from);
  const until = timeOf("--until", flags.until);
  if (from !== undefined && until !== undefined && until < from) {
    throw new UsageError(
      `--until ${flags.until} is before --from ${flags.from}: expected it later`,
    );
  }
  const caseName = checkNames(scenario, { seed, changes }, flags);
  return {
    seed,
    changes,
    caseName,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(flags.request === undefined ? {} : { request: requestOf(flags.request) }),
    ...(flags.role === undefined ? {} : { role: flags.role }),
  };
}

/** The case that is meant; throws a UsageError for a case or role that the scenario does not have. */
function checkNames(
  scenario: Scenario,
  run: { readonly seed: number; readonly changes: Changes },
  flags: Flags,
): string {
  const cases = prepare(scenario, run);
  const wanted = flags.case ?? cases[0]?.name;
  // "asking off" is as good as "dynamodb, asking off".
  const chosen = cases.find((each) => each.name === wanted || each.chosen.name === wanted);
  if (chosen === undefined) {
    const names = cases.map(({ name }) => name);
    throw new UsageError(`unknown case "${flags.case}"${didYouMean(flags.case ?? "", names)}`);
  }
  const roles: readonly string[] = chosen.assembled.placements.map(({ address }) => address);
  if (flags.role !== undefined && !roles.includes(flags.role)) {
    throw new UsageError(`unknown role "${flags.role}"${didYouMean(flags.role, roles)}`);
  }
  return chosen.name;
}

function timeOf(flag: string, text: string | undefined): Duration | undefined {
  if (text === undefined) return undefined;
  const time = parseDuration(text);
  if (time !== undefined) return time;
  throw new UsageError(`${flag} is "${text}": expected a time such as 9.9s or 150ms`);
}

function requestOf(text: string): number {
  const [, digits] = /^r?(\d{1,15})$/.exec(text) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new UsageError(`--request is "${text}": expected a request number such as r42`);
}
