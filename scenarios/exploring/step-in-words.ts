import { eventInWords } from "../../sim/kernel/performer.ts";
import type { AnyMessage, Effect } from "../../sim/kernel/role.ts";
import type { Choice } from "../../sim/kernel/search/choice.ts";
import type { SearchStep } from "../../sim/kernel/search/environment.ts";
import type { Player } from "../../sim/kernel/search/local-steps.ts";
import { effectText } from "../running/trace-printer.ts";

/** A step as `quorate trace` shows an event: time in ms, who, what; below it what it asked for. */
export function stepInWords(
  choice: Choice,
  step: SearchStep,
  players: readonly Player[],
): readonly string[] {
  const { address, role } = players[step.who]!;
  const time = (step.now / 1_000).toFixed(3).padStart(9);
  const asked = step.effects as readonly Effect<AnyMessage, AnyMessage>[];
  return [
    `${time}  ${address.padEnd(12)}  ${whatHappens(choice, step, players)}`,
    ...asked.filter(({ kind }) => kind !== "note").map((effect) => effectText(effect, role)),
  ];
}

function whatHappens(
  { kind, which }: Choice,
  step: SearchStep,
  players: readonly Player[],
): string {
  const { role } = players[step.who]!;
  if (kind === "crash") return `crashes; of the records on their way to its disk ${which} are kept`;
  if (kind === "restart") return "starts again";
  const event = eventInWords(role, step.event);
  return kind === "lose" ? `never gets ${event}` : event;
}
