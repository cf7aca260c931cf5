import { anyFootprint, illegal, type Model } from "../model.ts";

/** A call on one of several objects, by its number from 0. */
export interface CallOnOne<Call> {
  readonly object: number;
  readonly call: Call;
}

/** A character for each object: the number of its state. */
type States = string;

/**
 * Several objects of one kind taken for one. Objects are best judged apart, which is as right and
 * far quicker; this is for calls that touch several, and to measure what judging apart is worth.
 */
export function several<State, Call>(
  model: Model<State, Call>,
  count: number,
): Model<States, CallOnOne<Call>> {
  const states: State[] = [];
  const numbers = new Map<unknown, number>();
  const numberOf = (state: State): number => {
    const key = model.keyOf(state);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, states.length);
    return states.push(state) - 1;
  };
  // Where calls lead from a state, so that no state is made and looked up twice.
  const moves: Map<Call, number>[] = [];
  const move = (from: number, call: Call): number => {
    const known = (moves[from] ??= new Map()).get(call);
    if (known !== undefined) return known;
    const next = model.step(states[from]!, call);
    const to = next === illegal ? nowhere : numberOf(next);
    moves[from]!.set(call, to);
    return to;
  };
  const initial = letterOf(numberOf(model.initial)).repeat(count);
  return {
    name: `several ${model.name}s`,
    initial,
    step(all, { object, call }) {
      const from = all.charCodeAt(object);
      const to = move(from, call);
      if (to === nowhere) return illegal;
      return to === from ? all : all.slice(0, object) + letterOf(to) + all.slice(object + 1);
    },
    keyOf: (all) => all,
    rank: () => 0,
    footprint: ({ call }) => ({ ...anyFootprint, isReadOnly: model.footprint(call).isReadOnly }),
    signature: ({ object, call }) => `${object} ${model.signature(call)}`,
  };
}

const nowhere = -1;

function letterOf(number: number): string {
  if (number <= 0xffff) return String.fromCharCode(number);
  throw new RangeError("the objects have more than 65,536 states: expected fewer");
}
