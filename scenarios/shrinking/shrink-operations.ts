import type { Operation } from "../../sim/client/history.ts";
import { itemName } from "../../sim/client/item-key.ts";
import { itemsNamed } from "../../sim/client/items-named.ts";
import { runScenario } from "../run.ts";
import { ddmin } from "./ddmin.ts";
import { type ScriptOperation, seatName } from "./script.ts";
import { scriptedScenario } from "./scripted-scenario.ts";
import { type Breach, scriptOptions, type Target, type Trials } from "./trial.ts";

/** Fewer operations. Those that the broken promise names, and those of their items, are tried first. */
export function shrinkOperations(breach: Breach, target: Target, trials: Trials): Breach {
  let best = breach;
  const isGood = (operations: readonly ScriptOperation[]): boolean => {
    const fewer = trials.breach({ ...best.script, operations });
    if (fewer !== undefined) best = fewer;
    return fewer !== undefined;
  };
  if (breach.script.operations.length > fewEnough && breach.found.operations.length > 0) {
    guesses(breach, target).some(isGood);
  }
  ddmin(best.script.operations, isGood);
  return best;
}

/** With so few a guess saves nothing. */
const fewEnough = 8;

/** The fewest first. */
function guesses({ script, found }: Breach, target: Target): (readonly ScriptOperation[])[] {
  const named = operationsNamed(script, found.operations, target);
  const asked = new Set(named.map(({ process, invoked }) => `${process} ${invoked}`));
  const items = new Set(named.map(({ key }) => key));
  return [
    script.operations.filter((one) => asked.has(`${seatName(one)} ${one.at}`)),
    script.operations.filter(({ call }) =>
      itemsNamed(call).some((one) => items.has(itemName(one))),
    ),
  ].filter(({ length }) => length > 0 && length < script.operations.length);
}

/** What the broken promise names by number, as the run's history has it. */
function operationsNamed(
  script: Breach["script"],
  requests: readonly number[],
  target: Target,
): readonly Operation[] {
  const { scenario, chosen, property } = target;
  const scripted = scriptedScenario(scenario, chosen, script, property);
  const { operations = [] } =
    runScenario(scripted, scriptOptions(target, true)).recording.cases[0] ?? {};
  const named = new Set(requests);
  for (const { request, retryOf } of operations) {
    if (named.has(request) && retryOf !== undefined) named.add(retryOf);
  }
  return operations.filter(({ request }) => named.has(request));
}
