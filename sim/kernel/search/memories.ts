import type { Asking, Environment } from "./environment.ts";
import { Interner } from "./interner.ts";

/** What the environment may ask for with one memory: whom, and what by its number. */
export type Askable = readonly { readonly to: number; readonly what: number }[];

/** What an environment remembers, by number, and what it may ask for then. */
export class Memories<Memory extends object> {
  private readonly environment: Environment<Memory>;
  private readonly askings: Interner<Asking>;
  private readonly all = new Interner<Memory>();
  private readonly numbers = new WeakMap<Memory, number>();
  private readonly askable = new Map<number, Askable>();

  constructor(environment: Environment<Memory>, askings: Interner<Asking>) {
    this.environment = environment;
    this.askings = askings;
  }

  /** Quick for an object that was here before. */
  numberOf(memory: Memory): number {
    let number = this.numbers.get(memory);
    if (number === undefined) {
      number = this.all.numberOf(memory);
      this.numbers.set(memory, number);
    }
    return number;
  }

  valueOf(number: number): Memory {
    return this.all.valueOf(number);
  }

  askableWith(number: number): Askable {
    let askable = this.askable.get(number);
    if (askable === undefined) {
      const askings = this.environment.askings(this.valueOf(number));
      askable = askings.map((each) => ({ to: each.to, what: this.askings.numberOf(each) }));
      this.askable.set(number, askable);
    }
    return askable;
  }
}
