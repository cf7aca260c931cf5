/** Every command of a script, with an example of its use. */

import { tick, timer } from "./clock.ts";
import { group, settle } from "./group.ts";
import type { Stage } from "./hand-kernel.ts";
import { crash, disk, fetch, restart, wipe } from "./machines.ts";
import { again, drain, get, put, remove, update } from "./requests.ts";
import { showLeases, showState } from "./show-state.ts";
import { copy, deliver, drop, release } from "./traffic.ts";

interface Command {
  readonly example: string;
  /** How many words may follow its name; absent: any number. */
  readonly most?: number;
  readonly run: (stage: Stage, words: readonly string[]) => void;
}

export const commands: Readonly<Record<string, Command>> = {
  group: { example: "group a b c leader=a bug=no-lease-wait", run: group },

  put: { example: "put a r1 k=v1 if absent", run: put },
  update: { example: "update a r1 n+=1 if below 5", run: update },
  delete: { example: "delete a r1 k if exists", run: remove },
  get: { example: "get a r1 k strong", most: 4, run: get },
  again: { example: "again r1", most: 1, run: again },
  drain: { example: "drain a", most: 1, run: drain },

  deliver: { example: "deliver a b 1", run: deliver },
  drop: { example: "drop a b", run: drop },
  copy: { example: "copy a b", run: copy },
  release: { example: "release", most: 0, run: release },
  settle: { example: "settle b c", run: settle },

  disk: { example: "disk a b", run: disk },
  fetch: { example: "fetch a", most: 1, run: fetch },
  crash: { example: "crash a keep=1 torn", run: crash },
  wipe: { example: "wipe a", most: 1, run: wipe },
  restart: { example: "restart a", most: 1, run: restart },

  tick: { example: "tick 250ms", most: 1, run: tick },
  timer: { example: "timer b detect at 1200ms", most: 4, run: timer },

  state: { example: "state a b", run: showState },
  leases: { example: "leases b", most: 1, run: showLeases },
};

/** Carries out one line; `silent` before a command prints nothing of it. */
export function runCommand(stage: Stage, line: string): void {
  const words = line.split(/\s+/).filter((word) => word !== "");
  if (words[0] !== "silent") return run(stage, words);
  const printed = stage.lines.length;
  run(stage, words.slice(1));
  stage.lines.length = printed;
}

function run(stage: Stage, [name = "", ...words]: readonly string[]): void {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const known = Object.keys(commands).join(", ");
    throw new RangeError(`unknown command "${name}": expected silent or one of ${known}`);
  }
  const { example, most = Number.POSITIVE_INFINITY } = command;
  if (words.length > most)
    throw new RangeError(`too many words: expected a line such as "${example}"`);
  command.run(stage, words);
}
