/** What a shell sees. The first three are verdicts; the others say that there is none. */
export const exitCode = { holds: 0, broken: 1, unknown: 2, usage: 254, crash: 255 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
