/**
 * The calls on one object, in the order of invocation. Linearizability is local: a history has it
 * when each of its parts has it, so each part is checked alone (Herlihy and Wing 1990, theorem 1;
 * Horn and Kroening 2015 for the use that checkers make of it).
 */
export interface Part<Call> {
  readonly name: string;
  readonly calls: readonly Call[];
  /** When each call began, never falling. */
  readonly invoked: Float64Array;
  /** When each call was answered; `Infinity` for one that may take effect at any later time, or never. */
  readonly returned: Float64Array;
}

/** A call with its times: what parts are made of. */
export interface Timed<Call> {
  readonly call: Call;
  readonly invoked: number;
  readonly returned: number;
}

/** Puts calls in the order of invocation; those invoked together keep the order given. */
export function partOf<Call>(name: string, timed: readonly Timed<Call>[]): Part<Call> {
  const sorted = isSorted(timed) ? timed : [...timed].sort((one, two) => one.invoked - two.invoked);
  return {
    name,
    calls: sorted.map(({ call }) => call),
    invoked: Float64Array.from(sorted, ({ invoked }) => invoked),
    returned: Float64Array.from(sorted, ({ returned }) => returned),
  };
}

function isSorted(timed: readonly Timed<unknown>[]): boolean {
  return timed.every(({ invoked }, index) => index === 0 || timed[index - 1]!.invoked <= invoked);
}
