import { type Markup, markup } from "../escape.ts";

interface Key {
  /** Drawn in a field of 26 by 16. */
  readonly shape: Markup;
  readonly text: string;
}

/** What the shapes of a chart mean, above it. */
export const legend = (keys: readonly Key[]): Markup =>
  markup`<ul class="key-list">${keys.map(({ shape, text }) => markup`<li><svg class="key" viewBox="0 0 26 16" aria-hidden="true">${shape}</svg>${text}</li>`)}</ul>
`;

const bar = (style: string, top = 2, height = 12): Markup =>
  markup`<rect class="${style}" x="1" y="${top}" width="24" height="${height}"/>`;

const inBallot = (shape: Markup): Markup => markup`<g class="ballot b0">${shape}</g>`;

/** One for each thing that a replica can be; others are drawn like followers. */
export const postureKeys: ReadonlyMap<string, Key> = new Map([
  ["leader", { shape: inBallot(bar("solid")), text: "leader (a colour for each ballot)" }],
  [
    "waiting",
    {
      shape: inBallot(markup`${bar("solid")}${bar("diagonal")}`),
      text: "elected, waiting out the old lease",
    },
  ],
  ["candidate", { shape: inBallot(bar("hollow", 3, 10)), text: "candidate" }],
  [
    "asking",
    { shape: inBallot(bar("hollow doubtful", 3, 10)), text: "asking peers about the leader" },
  ],
  ["follower", { shape: inBallot(bar("solid", 6, 4)), text: "follower" }],
  ["recovering", { shape: inBallot(bar("dashed", 5, 6)), text: "recovering" }],
  ["paused", { shape: inBallot(markup`${bar("still")}${bar("vertical")}`), text: "paused" }],
  [
    "down",
    {
      shape: inBallot(markup`<path class="cross" d="M9 4l8 8m0 -8l-8 8"/>`),
      text: "down",
    },
  ],
]);

/** Outcomes as areas, told apart by pattern too. */
export const outcomeKeys: readonly Key[] = [
  { shape: bar("ok fill"), text: "ok" },
  { shape: markup`${bar("unknown fill")}${bar("dots")}`, text: "unknown: may have taken effect" },
  {
    shape: markup`${bar("failed fill")}${bar("diagonal")}`,
    text: "failed: certainly without effect",
  },
];

/** What admission control says, as areas. */
export const admissionKeys: readonly Key[] = [
  { shape: bar("ok fill"), text: "admitted: answered ok" },
  {
    shape: markup`${bar("failed fill")}${bar("diagonal")}`,
    text: "refused: throttled, certainly without effect",
  },
];

/** Queues between tables and indexes. */
export const backlogKeys: readonly Key[] = [
  { shape: bar("ok fill"), text: "entries waiting: the most in each window" },
  { shape: markup`<path class="line p99" d="M1 8H25"/>`, text: "full: writes are refused" },
];

/** Two lags on one axis. */
export const lagKeys: readonly Key[] = [
  { shape: markup`<path class="line p50" d="M1 8H25"/>`, text: "index behind its table" },
  {
    shape: markup`<path class="line p99" d="M1 8H25"/>`,
    text: "last replica behind its leader",
  },
];

/** Outcomes and quantiles as marks. */
export const latencyKeys: readonly Key[] = [
  { shape: markup`<path class="dot ok" d="M8 8h0M15 5h0M18 10h0"/>`, text: "ok" },
  {
    shape: markup`<path class="dot unknown" d="M10 11l3 -5.5l3 5.5z"/>`,
    text: "unknown, at the time the client gave up",
  },
  { shape: markup`<path class="dot failed" d="M10.5 5.5l5 5m0 -5l-5 5"/>`, text: "failed" },
  { shape: markup`<path class="line p50" d="M1 8H25"/>`, text: "median (p50)" },
  { shape: markup`<path class="line p99" d="M1 8H25"/>`, text: "99th percentile (p99)" },
];

const box = (style: string): Markup =>
  markup`<g class="op ${style}"><rect class="box" x="1.5" y="2.5" width="18" height="11"/></g>`;

/** Operations as boxes. */
export const operationKeys: readonly Key[] = [
  { shape: box("ok write"), text: "write, ok" },
  { shape: box("ok read"), text: "read, ok" },
  {
    shape: markup`<g class="op failed write"><rect class="box" x="1.5" y="2.5" width="18" height="11"/><rect class="diagonal" x="1.5" y="2.5" width="18" height="11"/></g>`,
    text: "failed",
  },
  {
    shape: markup`<g class="op unknown write"><rect class="box" x="1.5" y="2.5" width="12" height="11"/><rect class="tail" x="13.5" y="2.5" width="12" height="11"/></g>`,
    text: "unknown: open-ended, it may take effect later",
  },
];

const stroke = (style: string): Markup =>
  markup`<g class="message ${style}"><path class="shaft" d="M1 8H20"/><path class="head" d="M25 8l-7 -3.2v6.4z"/></g>`;

/** Messages by what they are for, and by what became of them. */
export const messageKeys: readonly Key[] = [
  { shape: stroke("client"), text: "clients" },
  { shape: stroke("replication"), text: "replication" },
  { shape: stroke("leadership"), text: "election" },
  { shape: stroke("lease"), text: "heartbeat and lease" },
  {
    shape: markup`<g class="message"><path class="shaft" d="M1 8H16"/><path class="cross" d="M12 4l8 8m0 -8l-8 8"/></g>`,
    text: "dropped",
  },
  {
    shape: markup`<g class="message"><path class="shaft" d="M1 6.4H19M1 9.6H19"/><path class="head" d="M25 8l-7 -3.2v6.4z"/></g>`,
    text: "copy",
  },
  {
    shape: markup`<g class="mark is-mark"><path d="M9 8l4 -4l4 4l-4 4z"/></g>`,
    text: "a point the protocol passed",
  },
  {
    shape: markup`<g class="mark is-timer"><path d="M9 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M13 5.5V8H15"/></g>`,
    text: "timer",
  },
  {
    shape: markup`<g class="mark is-persisted"><path d="M10 5H16V11H10z"/></g>`,
    text: "record durable on disk",
  },
];
