/**
 * The form of a step script: blocks of commands, each followed by `----` and the exact transcript,
 * with lines of explanation between them. The idea is CockroachDB's `datadriven`, as etcd/raft uses
 * it for its protocol.
 */

/** What stands between blocks: empty lines, and lines that begin with `#`. */
export interface Remark {
  readonly kind: "remark";
  readonly line: string;
}

/** Commands that are carried out together, and what they are said to print. */
export interface Block {
  readonly kind: "block";
  /** Number of the first command's line, from 1. */
  readonly from: number;
  readonly commands: readonly string[];
  readonly transcript: readonly string[];
}

export type Script = readonly (Remark | Block)[];

const rule = "----";
const isRemark = (line: string): boolean => line === "" || line.startsWith("#");

/** A block may lack its transcript, as one just written does; it is then an empty one. */
export function parseScript(text: string): Script {
  const lines = text.replace(/\n$/, "").split("\n");
  const script: (Remark | Block)[] = [];
  for (let index = 0; index < lines.length; ) {
    const line = lines[index]!;
    if (isRemark(line)) {
      script.push({ kind: "remark", line });
      index += 1;
      continue;
    }
    const length = lines.slice(index).indexOf("");
    const end = length === -1 ? lines.length : index + length;
    script.push(blockOf(lines.slice(index, end), index + 1));
    index = end;
  }
  return script;
}

function blockOf(lines: readonly string[], from: number): Block {
  const ruled = lines.indexOf(rule);
  const end = ruled === -1 ? lines.length : ruled;
  if (end === 0) throw new RangeError(`line ${from}: expected a command before "${rule}"`);
  const commands = lines.slice(0, end);
  return { kind: "block", from, commands, transcript: lines.slice(end + 1) };
}

/** The text that `parseScript` reads as this script. */
export function formatScript(script: Script): string {
  const lines: string[] = [];
  for (const part of script) {
    if (part.kind === "remark") lines.push(part.line);
    else lines.push(...part.commands, rule, ...part.transcript);
  }
  return `${lines.join("\n")}\n`;
}

/** All commands of a script, in order. */
export const commandsOf = (script: Script): string[] =>
  script.flatMap((part) => (part.kind === "block" ? part.commands : []));
