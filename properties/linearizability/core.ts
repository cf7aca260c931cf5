import { finishedCalls } from "./extract.ts";
import { minimised } from "./minimised.ts";
import type { Model } from "./model.ts";
import type { Part } from "./part.ts";

/** Whether these calls alone are known to contradict one another. */
export type Contradicts = (calls: readonly number[]) => boolean;

/** How many calls that had returned when `stuck` was invoked are tried as the other side. */
const suspects = 16;

/**
 * Most contradictions are between one answer, the write that it stems from, and one call that had
 * returned before and shows that write to be gone. Looks for those alone; undefined if it is not
 * that simple.
 */
export function coreAround<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  stuck: number,
  contradicts: Contradicts,
): readonly number[] | undefined {
  const makers = makersFor(part, model, stuck);
  const before = finishedCalls(part).filter(
    (index) => part.returned[index]! < part.invoked[stuck]!,
  );
  for (const suspect of [stuck, ...before.slice(-suspects).reverse()]) {
    const wanted = new Set([...makers, suspect, stuck]);
    const calls = finishedCalls(part).filter((index) => wanted.has(index));
    if (contradicts(calls)) return minimised(calls, contradicts);
  }
  return undefined;
}

/** The finished writes that had left a state which the call asks for. */
function makersFor<Call>(
  part: Part<Call>,
  model: Model<unknown, Call>,
  call: number,
): readonly number[] {
  const { watches } = model.footprint(part.calls[call]!);
  const sought = new Set((watches ?? []).map((state) => model.keyOf(state)));
  return finishedCalls(part).filter((index) => {
    const { isReadOnly, leaves } = model.footprint(part.calls[index]!);
    if (isReadOnly || part.returned[index]! > part.returned[call]!) return false;
    return leaves?.some((state) => sought.has(model.keyOf(state))) ?? false;
  });
}
