/** Where things are in a row of a search over roles. */

/** Numbers of the whole, then of each player, then of each link. */
export class Layout {
  static readonly now = 0;
  static readonly crashes = 1;
  static readonly losses = 2;
  static readonly firings = 3;
  static readonly memory = 4;
  readonly players: number;
  readonly width: number;

  constructor(players: number) {
    this.players = players;
    this.width = 5 + 4 * players + players * players;
  }

  state(player: number): number {
    return 5 + 4 * player;
  }

  timers(player: number): number {
    return 6 + 4 * player;
  }

  disk(player: number): number {
    return 7 + 4 * player;
  }

  /** Records on their way to the disk. */
  writes(player: number): number {
    return 8 + 4 * player;
  }

  /** Messages on their way. */
  link(from: number, to: number): number {
    return 5 + 4 * this.players + from * this.players + to;
  }
}
