/** Where in a run something happened: put on a violation by the kernel, which alone knows it. */
export interface Whereabouts {
  /** Virtual time, µs. */
  readonly time: number;
  /** Number of the event, counted from 0. */
  readonly event: number;
  /** Address of the role that was handling it. */
  readonly role: string;
  /** The event in words. */
  readonly doing: string;
}

/** A bug of a protocol or of the kernel: never an outcome of the simulated world. */
export class InvariantViolation extends Error {
  where: Whereabouts | undefined;

  constructor(message: string) {
    super(message);
    this.name = "InvariantViolation";
  }
}

/**
 * States what must be true. `message` says what is wrong, with the numbers in it. It is put together
 * on every call: where each record or message passes, throw an `InvariantViolation` oneself.
 */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}

/** Closes a switch over a union: a forgotten case does not compile. */
export function assertNever(value: never): never {
  throw new InvariantViolation(`unexpected ${JSON.stringify(value)}`);
}
