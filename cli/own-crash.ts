/** An error of quorate itself, with the command that shows it again. The exit code is 255. */
export class OwnCrash extends Error {
  readonly replay: string;

  constructor(cause: unknown, replay: string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "OwnCrash";
    this.replay = replay;
  }
}
