/** What every replica was, from when to when; and when notable marks were left. */

import type { Observer, Step } from "../../sim/kernel/observer.ts";
import type { AnyRole } from "../../sim/kernel/role.ts";
import type { Deployment, System } from "../../sim/kernel/system.ts";
import type { Posture } from "../result.ts";

export interface PostureRecorder {
  readonly observer: Observer;
  postures(until: number): readonly Posture[];
  readonly marks: readonly { readonly name: string; readonly at: number; readonly role: string }[];
}

type Now = Omit<Posture, "until">;

/** Marks that come with every request are of no use as moments. */
const common = new Set(["write-acknowledged", "request-refused", "records-sent-again"]);
const mostMarks = 5_000;

export function recordPostures(system: System, { placements }: Deployment): PostureRecorder {
  const roles = [...new Set(placements.map(({ role }) => role))];
  const done: Posture[] = [];
  const current = new Map<string, Now>();
  const marks: { name: string; at: number; role: string }[] = [];
  const change = (now: Now): void => {
    const before = current.get(now.role);
    if (before !== undefined && before.as === now.as && before.ballot === now.ballot) return;
    if (before !== undefined && now.from > before.from) done.push({ ...before, until: now.from });
    current.set(now.role, now);
  };
  const machine = (name: string, as: string | undefined, from: number): void => {
    for (const placement of placements) {
      const before = current.get(placement.address);
      if (placement.machine !== name || before === undefined) continue;
      if (as !== undefined) change({ ...before, as, from });
      // What it was before the pause shows again with its next step.
      else current.set(placement.address, { ...before, from: before.from });
    }
  };
  return {
    marks,
    observer: {
      onStep: (step, world) => {
        const seen = postureIn(step, roles, system);
        if (seen !== undefined) change({ ...seen, from: world.now });
      },
      onMark(from, name, now) {
        if (common.has(name) || marks.length >= mostMarks) return;
        marks.push({ name, at: now, role: from });
      },
      onMachine(name, what, now) {
        if (what === "crash") machine(name, "down", now);
        else if (what === "pause") machine(name, "paused", now);
        else machine(name, undefined, now);
      },
    },
    postures: (until) => [...done, ...[...current.values()].map((now) => ({ ...now, until }))],
  };
}

function postureIn(
  step: Step,
  roles: readonly AnyRole[],
  system: System,
): Omit<Now, "from"> | undefined {
  for (const role of roles) {
    const move = step.by(role);
    if (move === undefined) continue;
    const { address, state, clock } = move.who;
    const posture = system.posture(role, state, clock);
    return posture === undefined ? undefined : { role: address, ...posture };
  }
  return undefined;
}
