/** What must hold within one replication group, watched in each of them apart. */

import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { Watcher, World } from "../property.ts";

/** A watcher for every group, made when its first replica moves; an idle group has none. */
export const ofEachGroup =
  (watchOne: (world: World) => Watcher) =>
  (world: World): Watcher => {
    const watchers = new Map<string, Watcher>();
    return {
      get checked() {
        let sum = 0;
        for (const { checked } of watchers.values()) sum += checked;
        return sum;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const partition = move.who.state.setup.partition ?? "";
        let watcher = watchers.get(partition);
        if (watcher === undefined) {
          watcher = watchOne(world);
          watchers.set(partition, watcher);
        }
        return watcher.after(step);
      },
    };
  };
