import type { DrawnMessage, Window } from "../../properties/result.ts";
import type { CaseView } from "../case-view.ts";
import { messagesBetweenRoles } from "../charts/messages-between-roles.ts";
import { legend, messageKeys } from "../drawing/legend.ts";
import { type Markup, markup } from "../escape.ts";
import { type MessageWindow, messageWindow } from "../message-window.ts";
import { countOf, instantText, lengthText } from "../number-text.ts";
import { figure, panel } from "./figure.ts";
import { table } from "./table.ts";

/** Each further window costs a screen or two; the trace has them all. */
const mostWindows = 3;

/** The recorded windows, message by message. */
export function messagesPanel(view: CaseView): Markup {
  const { windows } = view.recording;
  const drawn = windows.slice(0, mostWindows);
  const hidden = windows.length - drawn.length;
  return panel(`case-${view.number}-messages`, "Messages", "Who told whom what, in which order?", [
    windows.length === 0 && markup`<p>No stretch of this run was recorded message by message.</p>`,
    drawn.map((window, index) => windowFigure(view, window, index)),
    hidden > 0 && markup`<p class="small soft">${countOf(hidden, "further window")} not drawn.</p>`,
  ]);
}

function windowFigure(
  { number, recording, ballots }: CaseView,
  window: Window,
  index: number,
): Markup {
  const drawn = messageWindow(window, new Set(recording.postures.map(({ role }) => role)));
  return figure({
    view: "messages",
    caption: [
      `Chosen: ${window.why}, ${instantText(window.from)} to ${instantText(window.until)}. Time runs down by order of events: pauses are shortened, and the times stand at the left. ${hiddenText(drawn, window)}`,
    ],
    legend: index === 0 && legend(messageKeys),
    picture: messagesBetweenRoles({
      id: `case-${number}-messages-${index + 1}`,
      caseNumber: number,
      window: drawn,
      postures: recording.postures,
      ballots,
    }),
    words: [messageTable(drawn.messages)],
  });
}

function hiddenText(
  { messages, hidden }: MessageWindow,
  { from, until, hidden: lost }: Window,
): string {
  const parts = [
    hidden.messages > 0 && countOf(hidden.messages, "message"),
    hidden.marks > 0 && countOf(hidden.marks, "mark"),
    hidden.roles > 0 && countOf(hidden.roles, "role"),
  ].filter((part) => part !== false);
  const drawn = countOf(messages.length, "message is", "messages are");
  const rest =
    parts.length === 0
      ? ""
      : ` Not drawn: ${parts.join(", ")}; of each class those nearest to ${instantText((from + until) / 2)} are kept.`;
  const unseen =
    lost === 0 ? "" : ` ${countOf(lost, "more was", "more were")} sent, but not recorded.`;
  return `${drawn} drawn.${rest}${unseen}`;
}

const messageTable = (messages: readonly DrawnMessage[]): Markup =>
  table({
    caption: "Messages",
    columns: [
      { head: "Sent", number: true, cell: ({ sentAt }) => instantText(sentAt, 6) },
      {
        head: "Took",
        number: true,
        cell: ({ sentAt, arrivedAt }) => lengthText(arrivedAt - sentAt),
      },
      { head: "From", cell: ({ from }) => from },
      { head: "To", cell: ({ to }) => to },
      { head: "Message", cell: ({ text, kind }) => text || kind },
      { head: "Fate", cell: ({ fate }) => fate },
      {
        head: "Event",
        number: true,
        cell: ({ event }) => (event === undefined ? "none" : String(event)),
      },
    ],
    rows: messages,
  });
