/** What wrote a result: a run repeats exactly only under the same version. */
export const tool = "quorate";
export const version = "0.1.0";
