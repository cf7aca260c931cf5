/** What came out, in one plain sentence. */

import type { Measure } from "../../properties/result.ts";
import type { Judged } from "./judge.ts";
import { met } from "./judge.ts";

export function sentenceOf(
  { verdict, properties }: Judged,
  measures: Readonly<Record<string, Measure>>,
): string {
  const wrong = properties.find((row) => met(row) === verdict && verdict !== "holds");
  if (wrong !== undefined && verdict === "broken") return `${wrong.name}: ${wrong.reason}.`;
  const shown = properties.filter(({ expected }) => expected === "broken");
  if (wrong !== undefined) {
    return wrong.expected === "broken"
      ? `${wrong.name} was to break and did not: ${wrong.reason}.`
      : `${wrong.name} is unknown: ${wrong.reason}.`;
  }
  if (shown.length > 0) return `As claimed, ${shown[0]!.name} breaks: ${shown[0]!.reason}.`;
  return numbers(measures);
}

function numbers(measures: Readonly<Record<string, Measure>>): string {
  const value = (name: string): number => measures[name]?.value ?? 0;
  const writes = `${grouped(value("acknowledged"))} writes acknowledged, ${lost(value("lost"))}`;
  const outage = `longest time without one ${lengthText(value("longestOutage"))}`;
  const elections = value("elections");
  return `${writes}; ${outage}; ${elections} ${elections === 1 ? "election" : "elections"} won.`;
}

const lost = (count: number): string => (count === 0 ? "none lost" : `${grouped(count)} lost`);

const lengthText = (inMs: number): string =>
  inMs >= 1_000 ? `${(inMs / 1_000).toFixed(2)} s` : `${inMs.toFixed(1)} ms`;

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
