import type { Scenario } from "../scenarios/scenario.ts";
import { type AskedClaim, readClaimIds } from "./claim-ids.ts";
import { claimsTable } from "./claims-table.ts";
import { type ExitCode, exitCode } from "./exit-code.ts";
import type { Io } from "./io.ts";
import {
  type ClaimResult,
  type JudgedClaims,
  judgeClaims,
  planClaims,
  seedFor,
} from "./judge-claims.ts";
import { printable, printableJson } from "./printable.ts";
import type { RunFlags } from "./run-request.ts";
import { fields, type Paint, paintFor, widthOf } from "./terminal.ts";
import { formatVersion, readVersion } from "./version.ts";

/** `quorate run --claims`: judges claims by the scenarios that show them. */
export function runClaims(io: Io, scenarios: readonly Scenario[], flags: RunFlags): ExitCode {
  const asked = readClaimIds(flags.claims ?? []);
  const paint = paintFor(io.out, io, flags.color);
  const talks = !flags.json && !flags.quiet;
  const plans = planClaims(io, asked, scenarios, flags);
  if (talks) io.out.write(header(io, asked, flags, paint));
  const judged = judgeClaims(io, asked, plans);
  if (talks) {
    if (judged.claims.length > 0) {
      io.out.write(claimsTable(judged.claims, paint, widthOf(io.out)));
    }
    io.out.write(leftOutLine(judged));
  }
  io.out.write(flags.json ? asJson(judged) : closing(judged, flags, paint));
  return exitCode[judged.verdict];
}

function header(
  io: Io,
  asked: readonly AskedClaim[],
  { seeds, set = [], ...flags }: RunFlags,
  paint: Paint,
): string {
  const seed = seedFor(io, flags.seed, "each scenario's first");
  const lines: readonly (readonly [string, string])[] = [
    ["claims", asked.map(({ id }) => id).join(", ")],
    seeds === undefined ? ["seed", seed] : ["seeds", seeds.replace("..", " to ")],
    ...set.map((text, index) => [index === 0 ? "settings" : "", text] as const),
  ];
  return `${paint.bold(formatVersion(readVersion()))}\n${fields(lines, widthOf(io.out))}\n`;
}

function leftOutLine({ leftOut }: JudgedClaims): string {
  if (leftOut.length === 0) return "";
  const are = leftOut.length === 1 ? "claim is" : "claims are";
  return `\n${leftOut.length} ${are} left out, for no scenario shows them: ${leftOut.join(", ")}\n`;
}

function asJson(judged: JudgedClaims): string {
  const { number, commit } = readVersion();
  const document = {
    tool: "quorate",
    version: number,
    ...(commit === undefined ? {} : { commit }),
    verdict: judged.verdict,
    sentence: sentenceOf(judged),
    claims: judged.claims,
    leftOut: judged.leftOut,
  };
  return `${printableJson(document, 2)}\n`;
}

/** The verdict last, and before it how to see again what does not hold. */
function closing(judged: JudgedClaims, { quiet }: RunFlags, paint: Paint): string {
  const { verdict, claims } = judged;
  const replays = new Set(
    claims.filter((claim) => !stands(claim)).flatMap(({ replay }) => replay ?? []),
  );
  const lines = [...replays].map((replay) => `replay   ${printable(replay)}\n`);
  const last = `verdict: ${paint.verdict[verdict](paint.bold(verdict))} — ${sentenceOf(judged)}\n`;
  return `${quiet ? "" : "\n"}${lines.join("")}${last}`;
}

/** It holds, and every counter-run says otherwise. */
const stands = ({ verdict, counterRuns }: ClaimResult): boolean =>
  verdict === "holds" && counterRuns.every((run) => run.verdict === "broken");

function sentenceOf({ claims }: JudgedClaims): string {
  const idsOf = (wanted: (claim: ClaimResult) => boolean): readonly string[] => [
    ...new Set(claims.filter(wanted).map(({ id }) => id)),
  ];
  const all = idsOf(() => true);
  if (all.length === 0) return "no scenario shows any of these claims.";
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ["broken", idsOf(({ verdict }) => verdict === "broken")],
    ["unknown", idsOf(({ verdict }) => verdict === "unknown")],
    ["not shown", idsOf(({ verdict }) => verdict === "not shown")],
    ["without the break that a counter-run must have", idsOf((each) => hasIdle(each))],
    ["without a counter-run", all.filter((id) => hasNone(claims.filter((each) => each.id === id)))],
  ];
  const said = parts.flatMap(([what, ids]) =>
    ids.length === 0 ? [] : [`${what}: ${ids.join(", ")}`],
  );
  const standing = all.length - idsOf((claim) => !stands(claim)).length;
  const count = `${standing} of ${all.length} ${all.length === 1 ? "claim" : "claims"} shown`;
  return `${[count, ...said].join("; ")}.`;
}

const hasIdle = ({ counterRuns }: ClaimResult): boolean =>
  counterRuns.some(({ verdict }) => verdict !== "broken");

const hasNone = (ofOne: readonly ClaimResult[]): boolean =>
  ofOne.every(({ scenario, counterRuns }) => scenario !== null && counterRuns.length === 0);
