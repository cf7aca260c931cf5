import type { Invariant, World } from "../property.ts";

/** Counting what is in flight means walking the queue: looked at now and then, and at the end. */
const interval = 20_000;

/** The simulator's own books: no message comes from nowhere, none vanishes. */
export const messagesConserved: Invariant = {
  kind: "invariant",
  name: "messages-conserved",
  statement: "Every message sent or copied is delivered, dropped, or still in flight.",
  source: "a law of the simulator itself",

  watch(world) {
    let steps = 0;
    let checked = 0;
    const look = (): string | undefined => {
      checked += 1;
      return imbalance(world);
    };
    return {
      get checked() {
        return checked;
      },
      after() {
        steps += 1;
        return steps % interval === 0 ? look() : undefined;
      },
      atEnd: look,
    };
  },
};

function imbalance(world: World): string | undefined {
  const { sent, copied, delivered, dropped, inFlight } = world.traffic();
  if (sent + copied === delivered + dropped + inFlight) return undefined;
  return `${sent} sent and ${copied} copied, but ${delivered} delivered, ${dropped} dropped and ${inFlight} in flight`;
}
