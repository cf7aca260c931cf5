/** Messages and disk records in the words of the paper, for traces: "append 7..9 of 3.b". */

import { describeOperation, describeRequest } from "../../client/describe.ts";
import { ballotText } from "../../parts/ballot.ts";
import type { DiskRecord, DynamoMessage, LogRecord } from "./messages.ts";

export function describe(item: DynamoMessage | DiskRecord): string {
  switch (item.kind) {
    case "get":
    case "put":
    case "update":
    case "delete":
    case "done":
    case "rejected":
    case "failed":
      return describeOperation(item);
    case "forward":
      return describeRequest(item.request);
    case "not-leader":
      return `not-leader r${item.request}${item.leader === undefined ? "" : `, ask ${item.leader}`}`;
    case "append":
      return `append ${describeRecords(item.records)} of ${ballotText(item.ballot)} behind ${item.previous}, committed ${item.committed}`;
    case "append-ack":
      return `append-ack ${item.upTo} of ${ballotText(item.ballot)}`;
    case "append-refused":
      return `append-refused, have ${item.have}`;
    case "heartbeat":
      return `heartbeat of ${ballotText(item.ballot)}, committed ${item.committed}${item.renew === undefined ? "" : ", renew lease"}`;
    case "heartbeat-ack":
      return `heartbeat-ack ${item.upTo}${item.renew === undefined ? "" : ", lease granted"}`;
    case "commit-notice":
      return `commit-notice ${item.committed} of ${ballotText(item.ballot)}`;
    case "outdated":
      return `outdated, promised ${ballotText(item.promised)}`;
    case "prepare":
      return `prepare ${ballotText(item.ballot)}, committed ${item.committed}`;
    case "promised":
      return `promised ${ballotText(item.ballot)}, ${describeRecords(item.records)}, committed ${item.committed}`;
    case "hand-over":
      return `hand-over, lease of ${ballotText(item.released)} released`;
    case "ask-leader-health":
      return "do you hear the leader?";
    case "leader-health":
      return item.healthy ? "I hear the leader" : "I do not hear the leader";
    case "copy":
      return `copy of ${item.items.length} items up to ${item.upTo}, ${describeRecords(item.records)}`;
    case "recover":
      return "recover: what have you promised?";
    case "recover-answer":
      return `recover-answer, promised ${ballotText(item.promised)}`;
    case "ask-copy":
      return `ask-copy of the leader of ${ballotText(item.ballot)}`;
    case "drain":
      return "drain";
    case "formatted":
      return "formatted";
    case "promise":
      return `promise ${ballotText(item.ballot)}`;
    case "records":
      return `${describeRecords(item.records)}, committed ${item.committed}`;
    case "checkpoint":
      return `checkpoint of ${item.items.length} items up to ${item.upTo}`;
  }
}

/** "record 7 r42 key-1=42", or "records 7..9"; each with the ballot it was logged under. */
function describeRecords(records: readonly LogRecord[]): string {
  const [first] = records;
  const last = records[records.length - 1];
  if (first === undefined || last === undefined) return "no records";
  if (records.length > 1) return `records ${first.lsn}..${last.lsn}`;
  const what = first.key === "" ? "own" : `r${first.request} ${first.key}=${first.value ?? "none"}`;
  return `record ${first.lsn} ${what}`;
}
