import { illegal, type Model } from "./model.ts";

/** What `StateTable.step` returns where the model says `illegal`. */
export const noState = -1;

/** A model whose states are numbered as they are met, from 0, the initial one. */
export class StateTable<State, Call> {
  private readonly model: Model<State, Call>;
  private readonly states: State[] = [];
  private readonly numbers = new Map<unknown, number>();

  constructor(model: Model<State, Call>) {
    this.model = model;
    this.numberOf(model.initial);
  }

  /** How many states have been met. */
  get size(): number {
    return this.states.length;
  }

  /** The number of the state that `call` leaves, or `noState`. */
  step(number: number, call: Call): number {
    const state = this.states[number]!;
    const next = this.model.step(state, call);
    if (next === illegal) return noState;
    return next === state ? number : this.numberOf(next);
  }

  /** Whether the state after has a higher rank than the one before. */
  rises(before: number, after: number): boolean {
    return this.model.rank(this.states[after]!) > this.model.rank(this.states[before]!);
  }

  numberOf(state: State): number {
    const key = this.model.keyOf(state);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.states.length);
    return this.states.push(state) - 1;
  }
}
