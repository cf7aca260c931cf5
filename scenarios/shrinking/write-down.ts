/** Runs a case once more and writes down what its clients ask, request by request. */

import { client } from "../../sim/client/client.ts";
import type { ClientState, Errand } from "../../sim/client/client-state.ts";
import { InvariantViolation } from "../../sim/kernel/assert.ts";
import type { Observer } from "../../sim/kernel/observer.ts";
import { createSimulation } from "../../sim/kernel/simulation.ts";
import { at, type Duration } from "../../sim/kernel/time.ts";
import type { Assembled } from "../running/assemble.ts";
import { faultsUntil } from "../running/cut-short.ts";
import { worldOf } from "../running/world-of.ts";
import type { Script, ScriptOperation, Seat } from "./script.ts";

/** What is asked in the first `length` of the load. */
export function writeDown(
  assembled: Assembled,
  seed: number,
  zones: Script["zones"],
  length: Duration,
  settle: Duration,
): Script {
  const operations: ScriptOperation[] = [];
  const simulation = createSimulation({
    seed,
    ...worldOf(assembled),
    mode: "fast",
    observers: [listener(seatsOf(assembled), operations)],
  });
  try {
    simulation.runUntil(at(length));
  } catch (error) {
    // An assertion of the protocol: what was asked until then is what led to it.
    if (!(error instanceof InvariantViolation)) throw error;
  }
  return {
    zones,
    tenants: assembled.parties.flatMap(({ tenant, seats }) =>
      tenant === undefined ? [] : [{ name: tenant, zones: counted(seats) }],
    ),
    operations: operations.sort((one, other) => one.at - other.at),
    faults: faultsUntil(assembled.schedule, length),
    length,
    settle,
  };
}

function counted(seats: readonly { readonly zone: string }[]): Record<string, number> {
  const zones: Record<string, number> = {};
  for (const { zone } of seats) zones[zone] = (zones[zone] ?? 0) + 1;
  return zones;
}

function seatsOf({ parties }: Assembled): ReadonlyMap<string, Seat> {
  return new Map(
    parties.flatMap(({ tenant, seats }) =>
      seats.map(({ zone, address }) => {
        const seat = Number(address.slice(address.lastIndexOf("-") + 1));
        return [address, { ...(tenant === undefined ? {} : { tenant }), zone, seat }] as const;
      }),
    ),
  );
}

function listener(seats: ReadonlyMap<string, Seat>, operations: ScriptOperation[]): Observer {
  return {
    onStep(step) {
      const move = step.by(client);
      const seat = move && seats.get(move.who.address);
      if (move?.event === undefined || seat === undefined) return;
      for (const effect of move.effects) {
        if (effect.kind !== "send" || !("request" in effect.message)) continue;
        const { pending } = move.who.state as ClientState;
        const errand = pending.get(effect.message.request)?.errand;
        if (errand === undefined || !isNew(errand)) continue;
        operations.push({ ...seat, at: move.event.at, call: errand.following ?? errand.call });
      }
    },
  };
}

/** Neither a retry, nor a later step of what has been written down already. */
function isNew({ phase, attempt, pageOf, following, call }: Errand): boolean {
  if (phase !== "load" || attempt > 0 || pageOf !== undefined) return false;
  const takesSteps = call.kind === "put" && (call.adds ?? call.idFrom) !== undefined;
  return following !== undefined || !takesSteps;
}
