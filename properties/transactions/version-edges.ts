import { type Dependencies, rw, wr, ww } from "./dependency-graph.ts";
import { Followers } from "./followers.ts";
import type { KeyVersions, Observed } from "./observed.ts";

/** The dependencies of Adya (1999) that follow from the order of versions and from what was read. */
export function addVersionOrder(graph: Dependencies, { keys, reads }: Observed): void {
  const lates = keys.map((versions, key) => {
    addOverwrites(graph, key, versions);
    const late = new Followers(graph, key, versions.writers.length, versions.late);
    const last = versions.writers.findLast((writer) => writer >= 0);
    if (last !== undefined) late.after(last, ww);
    return late;
  });
  const { transaction, key, position } = reads;
  for (let read = 0; read < transaction.length; read += 1) {
    const reader = transaction[read]!;
    const { writers } = keys[key[read]!]!;
    const at = position[read]!;
    if (at < 0) continue;
    const seen = at === 0 ? -1 : writers[at - 1]!;
    if (seen >= 0 && seen !== reader) graph.add(seen, reader, wr, key[read]!, at - 1);
    const next = nextKnown(writers, at);
    if (next === writers.length) lates[key[read]!]!.after(reader, rw);
    else if (writers[next] !== reader) graph.add(reader, writers[next]!, rw, key[read]!, next);
  }
}

/** The first place from `at` on whose writer is known, or the end. */
function nextKnown(writers: readonly number[], at: number): number {
  let next = at;
  while (next < writers.length && writers[next]! < 0) next += 1;
  return next;
}

function addOverwrites(graph: Dependencies, key: number, { writers }: KeyVersions): void {
  let before = -1;
  writers.forEach((writer, at) => {
    if (writer < 0) return;
    if (before >= 0 && before !== writer) graph.add(before, writer, ww, key, at);
    before = writer;
  });
}
