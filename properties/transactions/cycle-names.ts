import type { Anomaly, CycleStep, TransactionModel } from "./transaction-history.ts";

type Base = "G0" | "G1c" | "G-single" | "G-nonadjacent" | "G2-item";

/** Adya (1999), section 4; Cerone and Gotsman (2018) for what snapshot isolation forbids. */
const forbiddenBy: Readonly<Record<Base, TransactionModel>> = {
  G0: "read-uncommitted",
  G1c: "read-committed",
  "G-single": "snapshot-isolation",
  "G-nonadjacent": "snapshot-isolation",
  "G2-item": "serializable",
};

/** The name of a cycle after the kinds of its steps, and the weakest model without it. */
export function nameOf(
  cycle: readonly CycleStep[],
  sessions: boolean,
): Pick<Anomaly, "name" | "called" | "rulesOut"> {
  const kinds = new Set(cycle.map(({ kind }) => kind));
  const base = baseOf(cycle);
  if (kinds.has("realtime")) {
    return { name: `${base}-realtime`, called: undefined, rulesOut: "strict-serializable" };
  }
  if (kinds.has("process")) {
    const rulesOut = sessions ? forbiddenBy[base] : "strong-session-serializable";
    return { name: `${base}-process`, called: undefined, rulesOut };
  }
  return { name: base, called: patternOf(cycle), rulesOut: forbiddenBy[base] };
}

function baseOf(cycle: readonly CycleStep[]): Base {
  const kinds = cycle.map(({ kind }) => kind);
  const antiDependencies = kinds.filter((kind) => kind === "rw").length;
  if (antiDependencies === 0) return kinds.includes("wr") ? "G1c" : "G0";
  if (antiDependencies === 1) return "G-single";
  const areNeighbours = kinds.some((kind, step) => kind === "rw" && kinds.at(step - 1) === "rw");
  return areNeighbours ? "G2-item" : "G-nonadjacent";
}

/** Names that short cycles go by (Berenson et al. 1995; Sovran et al. 2011). */
const patterns: Readonly<Record<string, string>> = {
  "rw wr": "read skew",
  "rw ww": "lost update",
  "rw rw": "write skew",
  "rw wr rw wr": "long fork",
};

function patternOf(cycle: readonly CycleStep[]): string | undefined {
  const from = Math.max(
    0,
    cycle.findIndex(({ kind }) => kind === "rw"),
  );
  const kinds = [...cycle.slice(from), ...cycle.slice(0, from)].map(({ kind }) => kind);
  const pattern = patterns[kinds.join(" ")];
  const isOneKey = new Set(cycle.map(({ key }) => key)).size === 1;
  if (pattern === "lost update" && !isOneKey) return undefined;
  return pattern === "write skew" && isOneKey ? "lost update" : pattern;
}
