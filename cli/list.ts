import { prepare } from "../scenarios/running/prepare.ts";
import type { Scenario } from "../scenarios/scenario.ts";
import { allScenarios } from "./catalogue.ts";
import { type CommandFile, command, examples } from "./command.ts";
import { exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import { printableJson } from "./printable.ts";
import { fields, indented, paintFor, widthOf } from "./terminal.ts";

interface Flags {
  readonly json?: true;
  readonly color: boolean;
}

/** `quorate list`: every scenario with the question it answers. */
export const listCommand: CommandFile = (io, done) =>
  command(io, "list", "show every scenario and the question it answers")
    .option("--json", "one JSON document in place of the text")
    .option("--no-color", "no colours, as with NO_COLOR in the environment")
    .addHelpText(
      "after",
      examples({
        type: "npx quorate list",
        get: [
          "…",
          "leader-crash",
          "  question  The leader's machine dies: who takes over, when, and with every committed write?",
          "…",
        ],
      }),
    )
    .action(async (flags: Flags) => {
      const scenarios = await allScenarios(io);
      io.out.write(
        flags.json
          ? `${printableJson(scenarios.map(described), 2)}\n`
          : asText(io, flags, scenarios),
      );
      done(exitCode.holds);
    });

const described = (scenario: Scenario) => ({
  name: scenario.name,
  question: scenario.question,
  claims: scenario.claims,
  cases: prepare(scenario, { changes: {}, seed: scenario.seeds.first }).map(({ name }) => name),
  source: scenario.source,
});

function asText(io: Io, flags: Flags, scenarios: readonly Scenario[]): string {
  const paint = paintFor(io.out, io, flags.color);
  const blocks = scenarios.map((scenario) => {
    const { name, question, claims, cases, source } = described(scenario);
    const rows: readonly (readonly [string, string])[] = [
      ["question", question],
      ["cases", cases.join("; ")],
      ["claims", claims.join(", ")],
      ["source", source],
    ];
    const said = rows.filter(([, value]) => value !== "");
    return `${paint.bold(name)}\n${indented(fields(said, widthOf(io.out) - 2))}`;
  });
  return `${blocks.join("\n")}\n${scenarios.length} scenarios; \`quorate run NAME\` runs one\n`;
}
