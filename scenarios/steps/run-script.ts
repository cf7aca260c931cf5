/** Runs a step script of DynamoDB's replicas. */

import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { runCommand } from "./commands.ts";
import { createStage, type Stage } from "./hand-kernel.ts";
import type { Block, Script } from "./script.ts";

/** The same script with the transcripts that its commands give; a silent block prints "ok". */
export function runScript(script: Script): Script {
  const stage = createStage(replica);
  return script.map((part) =>
    part.kind === "remark" ? part : { ...part, transcript: transcriptOf(stage, part) },
  );
}

function transcriptOf(stage: Stage, { commands, from }: Block): readonly string[] {
  const printed = stage.lines.length;
  for (const [index, command] of commands.entries()) {
    try {
      runCommand(stage, command);
    } catch (error) {
      throw new Error(`line ${from + index}, "${command}": ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
  const transcript = stage.lines.slice(printed);
  return transcript.length === 0 ? ["ok"] : transcript;
}
