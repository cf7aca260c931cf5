import type { Anomalies } from "./anomalies.ts";
import { causalViolationOf } from "./causal-past.ts";
import type { CycleHunt } from "./cycles.ts";
import type { Digraph } from "./dependency-graph.ts";
import { type Footprints, footprintsOf } from "./footprints.ts";
import { fracturedReadsOf } from "./fractured-reads.ts";
import type { Observed } from "./observed.ts";
import type { CycleStep } from "./transaction-history.ts";
import { becauseOf } from "./words.ts";

/** A read that missed a version that its reader should have seen. */
export interface Missed {
  readonly reader: number;
  readonly writer: number;
  readonly key: number;
  /** Place of the missed version. */
  readonly position: number;
  /** How the writer comes before the reader. */
  readonly path: readonly CycleStep[];
}

/**
 * Adds reads of versions too old for what the reader had seen: of a transaction that it read from
 * otherwise (read atomic: Bailis et al., SIGMOD 2014), or of one before that in turn (causal:
 * Biswas and Enea, OOPSLA 2019, with the order of versions known). Such a reader and what it should
 * have seen are on a cycle, so the cyclic parts of the graph are all there is to look at.
 */
export function addInvisible(
  observed: Observed,
  parts: readonly Digraph[],
  hunt: CycleHunt,
  anomalies: Anomalies,
): void {
  if (parts.length === 0) return;
  const members = new Set(parts.flatMap(({ origin }) => [...origin]));
  const footprints = footprintsOf(observed, members);
  for (const part of parts) addMissedIn(part, footprints, hunt, anomalies);
}

function addMissedIn(
  part: Digraph,
  footprints: Footprints,
  hunt: CycleHunt,
  anomalies: Anomalies,
): void {
  const fractured = fracturedReadsOf(part, footprints, hunt);
  for (const missed of fractured) {
    if (anomalies.isFull("fractured-read")) break;
    addMissed("fractured-read", missed, hunt, anomalies);
  }
  if (fractured.length > 0 || anomalies.isFull("causality-violation")) return;
  const missed = causalViolationOf(part, footprints, hunt);
  if (missed !== undefined) addMissed("causality-violation", missed, hunt, anomalies);
}

function addMissed(
  name: "fractured-read" | "causality-violation",
  { reader, writer, key, position, path }: Missed,
  hunt: CycleHunt,
  anomalies: Anomalies,
): void {
  const because = becauseOf(hunt, "rw", reader, writer, key, position);
  const back: CycleStep = {
    from: reader,
    to: writer,
    kind: "rw",
    key: hunt.keys[key]!.key,
    because,
  };
  const cycle = [...path, back];
  anomalies.add({
    name,
    called: undefined,
    rulesOut: name === "fractured-read" ? "read-atomic" : "causal",
    transactions: cycle.map(({ from }) => from),
    cycle,
    proof: `${path.map((step) => step.because).join("; ")}; but ${because}.`,
  });
}
