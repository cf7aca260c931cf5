import { anyFootprint, illegal, type Model } from "../model.ts";

/** Elements by number; a read has a `Members` of all that it saw. */
export type SetCall =
  | { readonly kind: "add"; readonly element: number }
  | { readonly kind: "read"; readonly members: Members };

/** Which elements are in, sixteen a character: short, and equal for equal sets. */
export type Members = string;

const bits = 16;

export const membersOf = (elements: readonly number[], count: number): Members =>
  elements.reduce(withElement, "\0".repeat(Math.ceil(count / bits)));

function withElement(members: Members, element: number): Members {
  const at = Math.floor(element / bits);
  const word = members.charCodeAt(at) | (1 << (element % bits));
  return members.slice(0, at) + String.fromCharCode(word) + members.slice(at + 1);
}

/** A set of at most `count` elements that is added to and read as a whole, empty at first. */
export const growSet = (count: number): Model<Members, SetCall> => ({
  name: "set",
  initial: membersOf([], count),
  step(members, call) {
    if (call.kind === "add") return withElement(members, call.element);
    return call.members === members ? members : illegal;
  },
  keyOf: (members) => members,
  rank: sizeOf,
  footprint(call) {
    if (call.kind === "add") return { ...anyFootprint, lowers: false };
    const watches = [call.members];
    return { isReadOnly: true, watches, needs: true, leaves: watches, lowers: false };
  },
  signature: (call) => JSON.stringify(call),
});

function sizeOf(members: Members): number {
  let size = 0;
  for (let at = 0; at < members.length; at += 1) {
    for (let word = members.charCodeAt(at); word !== 0; word &= word - 1) size += 1;
  }
  return size;
}
