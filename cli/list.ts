import { prepare } from "../scenarios/running/prepare.ts";
import type { Case, Scenario } from "../scenarios/scenario.ts";
import { allScenarios } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { claimsList, listedClaims } from "./list-claims.ts";
import { printableJson } from "./printable.ts";
import { fields, indented, paintFor, widthOf } from "./terminal.ts";

interface Flags {
  readonly claims?: true;
  readonly json?: true;
  readonly color: boolean;
}

/** `quorate list`: every scenario with the question it answers. */
export const listCommand: CommandFile = (io, done) =>
  command(io, "list", "show every scenario and the question it answers")
    .option("--claims", "show every claim and the scenarios that show it")
    .option("--json", "one JSON document in place of the text")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples(
        {
          type: "npx quorate list",
          get: [
            "…",
            "leader-crash",
            "  question…  The leader's machine dies: who takes over, when, and with every committed write?",
            "…",
          ],
        },
        {
          type: "npx quorate list --claims",
          get: ["W   write path", "…", "F2  A lost leader … leader-crash", "…"],
        },
      ),
    )
    .action(async (flags: Flags) => {
      const scenarios = await allScenarios(io);
      const asked = flags.claims
        ? claimsAs(io, flags, scenarios)
        : scenariosAs(io, flags, scenarios);
      io.out.write(asked);
      done(exitCode.holds);
    });

function claimsAs(io: Io, flags: Flags, scenarios: readonly Scenario[]): string {
  if (flags.json) return `${printableJson(listedClaims(scenarios), 2)}\n`;
  return claimsList(scenarios, paintFor(io.out, io, flags.color), widthOf(io.out));
}

const scenariosAs = (io: Io, flags: Flags, scenarios: readonly Scenario[]): string =>
  flags.json ? `${printableJson(scenarios.map(described), 2)}\n` : asText(io, flags, scenarios);

function described(scenario: Scenario) {
  const { name, question, claims, figures = {}, seeds, source } = scenario;
  const cases = prepare(scenario, { changes: {}, seed: seeds.first });
  return {
    name,
    question,
    claims,
    figures,
    cases: cases.map((each) => each.name),
    counterRuns: cases.flatMap((each) => counterRunsOf(each.name, each.chosen)),
    source,
  };
}

/** What must break in this case, and why it does. */
function counterRunsOf(name: string, { expect, breaksInvariants = {} }: Case) {
  const expected = expect
    .filter((each) => each.expected === "broken")
    .map(({ property, because = null }) => ({ case: name, property: property.name, because }));
  const invariants = Object.entries(breaksInvariants).map(([property, because]) => ({
    case: name,
    property,
    because,
  }));
  return [...expected, ...invariants];
}

function asText(io: Io, flags: Flags, scenarios: readonly Scenario[]): string {
  const paint = paintFor(io.out, io, flags.color);
  const blocks = scenarios.map((scenario) => {
    const { name, question, claims, cases, counterRuns, source } = described(scenario);
    const rows: readonly (readonly [string, string])[] = [
      ["question", question],
      ["cases", cases.join("; ")],
      ["claims", claims.join(", ")],
      ["must break", counterRuns.map((each) => `${each.case}: ${each.property}`).join("; ")],
      ["source", source],
    ];
    const said = rows.filter(([, value]) => value !== "");
    return `${paint.bold(name)}\n${indented(fields(said, widthOf(io.out) - 2))}`;
  });
  return `${blocks.join("\n")}\n${scenarios.length} scenarios; \`quorate run NAME\` runs one\n`;
}
