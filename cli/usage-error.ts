import { printable } from "./printable.ts";

/**
 * Something the user gave is wrong. The message is one sentence: what was given, what was expected,
 * and the nearest valid name. It is shown as it is, without a stack, and the exit code is 254.
 */
export class UsageError extends Error {
  constructor(message: string) {
    super(printable(message));
    this.name = "UsageError";
  }
}

/** The cause in a few words, for sentences about files: "there is no such file or folder". */
export function systemReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? (error instanceof Error ? error.message : String(error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  ENAMETOOLONG: "the name is too long",
  ELOOP: "too many links lead to one another",
  EEXIST: "something of that name exists already",
};
