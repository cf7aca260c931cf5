/** Request logs as people have them, made up line by line: the same lines every time. */

interface Made {
  readonly second: number;
  readonly write: boolean;
  readonly key: number;
  readonly bytes: number;
  readonly client: number;
}

/** So many requests; keys near 0 are asked for far more often than others. */
function requests(count: number, perSecond: number, seed: number): readonly Made[] {
  let state = seed;
  const next = (): number => {
    // Numerical Recipes' generator: good enough to look like traffic.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 0x1_0000_0000;
  };
  return Array.from({ length: count }, (_, index) => ({
    second: index / perSecond,
    write: next() < 0.2,
    key: Math.floor(next() * next() * next() * 300),
    bytes: 200 + Math.floor(next() * 3_000),
    client: Math.floor(next() * 5),
  }));
}

/** Seven columns without a header, whole seconds: a cache trace of Twitter's (OSDI 2020). */
export const twitterLog = (): string[] =>
  requests(600, 150, 1).map(({ second, write, key, bytes, client }) => {
    const verb = write ? "set" : "get";
    return `${Math.floor(second)},user-${key},${`user-${key}`.length},${bytes},${client},${verb},0`;
  });

/** A header in an order of its own, times in milliseconds. */
export const csvLog = (): string[] => [
  "key,operation,time_ms,bytes",
  ...requests(600, 200, 2).map(({ second, write, key, bytes }) => {
    return `order-${key},${write ? "PutItem" : "GetItem"},${Math.round(second * 1_000)},${bytes}`;
  }),
];

/** Objects with ISO times, bursts of ten at a time. */
export const jsonLog = (): string[] =>
  requests(500, 100, 3).map(({ second, write, key, bytes, client }) => {
    const at = new Date(1_767_225_600_000 + Math.floor(second * 10) * 100).toISOString();
    const op = write ? "update" : "read";
    return JSON.stringify({ at, op, pk: `session-${key}`, size: bytes, user: `u${client}` });
  });
