import type { RunOutput } from "../scenarios/run.ts";
import { artefactsOf } from "./artefacts.ts";
import type { Io } from "./io.ts";
import type { RunFile } from "./run-file.ts";
import type { RunRequest } from "./run-request.ts";
import { linkLatest, writeFolder } from "./store.ts";
import { readVersion } from "./version.ts";

/** Writes a recorded run's folder, and points `latest` to it where nobody named another. */
export function keepRun(io: Io, folder: string, request: RunRequest, output: RunOutput): void {
  const { asked, flags } = request;
  const { recording, traces } = output;
  const { configHash, fingerprint, cases } = recording.result;
  const { number, commit } = readVersion();
  const run: RunFile = {
    tool: "quorate",
    version: number,
    ...(commit === undefined ? {} : { commit }),
    ...asked,
    configHash,
    fingerprint,
    cases: cases.map(({ name, fingerprint: mark, events }) => ({
      name,
      fingerprint: mark,
      events,
    })),
  };
  writeFolder(io, folder, artefactsOf(recording, traces, run, flags.traceAll === true));
  if (flags.out === undefined) linkLatest(folder);
}
