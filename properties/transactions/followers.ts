import { type Dependencies, through } from "./dependency-graph.ts";

/**
 * Transactions that wrote a key after some version of it, in an order that nobody knows. Whoever
 * comes before all of them is joined to relays rather than to each.
 */
export class Followers {
  private readonly graph: Dependencies;
  private readonly key: number;
  private readonly at: number;
  private readonly members: readonly number[];
  private readonly places: ReadonlyMap<number, number>;
  /** By place: relays to the members up to there, and to those from there on. */
  private upTo: number[] | undefined;
  private from: number[] | undefined;

  /** `at`: the place of the version that edges to them are about, or -1. */
  constructor(graph: Dependencies, key: number, at: number, members: readonly number[]) {
    this.graph = graph;
    this.key = key;
    this.at = at;
    this.members = members;
    this.places = new Map(members.map((member, place) => [member, place]));
  }

  /** Puts `transaction` before all members but itself. */
  after(transaction: number, kind: number): void {
    const { members, key, at, graph } = this;
    if (members.length < 3) {
      for (const member of members) {
        if (member !== transaction) graph.add(transaction, member, kind, key, at);
      }
      return;
    }
    const place = this.places.get(transaction);
    this.from ??= this.relays(members.toReversed()).reverse();
    if (place === undefined) return graph.add(transaction, this.from[0]!, kind, key, at);
    this.upTo ??= this.relays(members);
    if (place > 0) graph.add(transaction, this.upTo[place - 1]!, kind, key, at);
    if (place + 1 < members.length) graph.add(transaction, this.from[place + 1]!, kind, key, at);
  }

  /** For each place a relay to the members up to it. */
  private relays(members: readonly number[]): number[] {
    const relays: number[] = [];
    for (const member of members) {
      const relay = this.graph.relay();
      this.graph.add(relay, member, through, this.key, this.at);
      const before = relays.at(-1);
      if (before !== undefined) this.graph.add(relay, before, through, this.key, this.at);
      relays.push(relay);
    }
    return relays;
  }
}
