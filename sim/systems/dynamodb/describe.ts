/** Messages and disk records in the words of the paper, for traces: "append 7..9 of 3.b". */

import { describeOperation, describeRequest } from "../../client/describe.ts";
import { ballotText } from "../../parts/ballot.ts";
import { describeAdmission } from "./admission/describe-admission.ts";
import { describeHealing } from "./control-plane/describe-healing.ts";
import type { IndexWrite, Replicate } from "./messages/own.ts";
import type { Route } from "./messages/path.ts";
import type { DiskRecord, LogRecord, NodeRecord } from "./messages/records.ts";
import type { DynamoMessage } from "./messages.ts";
import { isOwn, isPart } from "./request-path/requests.ts";
import type { ConsumerRecord } from "./streams/consumer/state.ts";
import { describeStream } from "./streams/describe-streams.ts";
import { describeTransactions } from "./transactions/describe-transactions.ts";

export function describe(item: DynamoMessage | DiskRecord | NodeRecord | ConsumerRecord): string {
  switch (item.kind) {
    case "get":
    case "put":
    case "update":
    case "delete":
    case "query":
    case "scan":
    case "done":
    case "rejected":
    case "failed":
      return describeOperation(item);
    case "ask-tokens":
    case "tokens":
    case "node-room":
    case "capacity-report":
    case "capacity-set":
    case "rates-changed":
      return describeAdmission(item);
    case "index-write":
    case "replicate":
      return describeOwn(item);
    case "transact-write":
    case "transact-get":
      return describeRequest(item);
    case "prepare-part":
    case "commit-part":
    case "cancel-part":
    case "read-part":
    case "stalled":
    case "finish-transaction":
      return describeTransactions(item);
    case "forward":
      return isPart(item.request)
        ? describeTransactions(item.request)
        : isOwn(item.request)
          ? describeOwn(item.request)
          : describeRequest(item.request);
    case "not-leader":
      return `not-leader r${item.request}${item.leader === undefined ? "" : `, ask ${item.leader}`}`;
    case "wrong-partition":
      return `wrong-partition r${item.request}, not ${item.partition}${item.newer.map(({ id }) => `, ask ${id}`).join("")}`;
    case "out-of-range":
      return `out-of-range r${item.request}`;
    case "route-changed":
      return `route of ${item.route.id}, version ${item.route.version}, leader ${item.route.leader ?? "none"}`;
    case "beat":
      return `beat, renew leases, heard reply ${item.heard}`;
    case "beat-reply":
      return `beat-reply ${item.number}, leases granted${item.takenBack.map((id) => `, not of ${id}`).join("")}`;
    case "follow":
      return `follow ${item.leader} for ${item.partition} by beats`;
    case "unfollow":
      return `unfollow for ${item.partition}`;
    case "covered":
      return `${item.partition} is covered by ${item.by}`;
    case "uncover":
      return `${item.partition} is not led from here any more`;
    case "uncovered":
      return `not covered by ${item.by} any more`;
    case "leader-node-silent":
      return "the leader's node is silent";
    case "split-at":
      return "split-at";
    case "partition-size":
      return `${item.partition} holds ${item.bytes} bytes`;
    case "split-wanted":
      return `split-wanted for ${item.cause}, ${item.partition} led by ${item.leader}`;
    case "node-load":
      return `node-load ${Math.round(item.used * 100)} %, ${item.offers.length} offered`;
    case "given-up":
      return `given up ${item.partition}`;
    case "hosted":
      return `hosted ${item.partition}`;
    case "stream-append":
    case "stream-kept":
    case "list-shards":
    case "shards":
    case "get-iterator":
    case "iterator-given":
    case "get-records":
    case "stream-records":
    case "stream-refused":
    case "consumer-progress":
      return describeStream(item);
    case "node-health":
    case "ask-replica":
    case "host-replica":
    case "give-up":
    case "move-replica":
    case "replica-moved":
    case "join":
    case "join-part":
    case "called-off":
    case "removed":
    case "scrubbed":
    case "ask-archived":
    case "archived":
    case "archive-segment":
      return describeHealing(item);
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
    case "look-up":
      return `look-up r${item.request} ${item.wanted} ${item.table}/${item.key}`;
    case "routes-found":
      return `routes-found r${item.request}, ${describeRoutes(item.routes)}`;
    case "pass-route":
      return `pass-route ${describeRoute(item.route)}`;
    case "route-passed":
      return `route-passed ${item.partition} version ${item.version}`;
    case "ask-routes":
      return "which routes do you know?";
    case "all-routes":
      return `all ${item.routes.length} routes`;
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

/** "index-write r42 orders/by-customer key=value". */
const describeOwn = ({ kind, request, table, key, value }: IndexWrite | Replicate): string =>
  `${kind} r${request} ${table} ${key}=${value ?? "none"}`;

/** "p3 version 7 on p3@storage-a-1, p3@storage-b-4", the leader first. */
function describeRoute({ id, version, members, leader }: Route): string {
  const others = members.filter((member) => member !== leader);
  return `${id} version ${version} on ${[...(leader ? [leader] : []), ...others].join(", ")}`;
}

function describeRoutes(routes: readonly Route[]): string {
  const [first] = routes;
  if (first === undefined) return "no routes";
  return routes.length === 1 ? describeRoute(first) : `${routes.length} routes`;
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
