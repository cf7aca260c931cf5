import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { trackEntries } from "../indexes/entry-tracker.ts";
import type { Invariant } from "../property.ts";

/**
 * Holds each entry that an index commits against the committed write of the table that it names. How
 * late it comes, and whether a later one is there already, is not asked here.
 */
export const indexShowsWhatWasWritten: Invariant = {
  kind: "invariant",
  name: "index-shows-what-was-written",
  statement: "An index shows of an item what a committed write made of it, and nothing else.",
  source: "developer guide, GSI (propagated from the table; sparse indexes)",
  watches: replica,
  onOccasion: true,

  watch(world) {
    const tracker = trackEntries();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        for (const entry of tracker.after(move.who.state, world.now)) {
          checked += 1;
          const { index, place, source, value } = entry;
          const wanted = tracker.wanted(entry);
          const says = `${index} shows ${value ?? "nothing"} at ${place} for position ${source}`;
          if (wanted === undefined) return `${says}, at which no committed write asks for that`;
          if (wanted.shows !== value) return `${says}, expected ${wanted.shows ?? "nothing"}`;
        }
        return undefined;
      },
    };
  },
};
