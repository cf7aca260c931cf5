/** What the request path must know of a request before it can route it. */

import type {
  PageRequest,
  Response,
  SortWanted,
  TransactAction,
  TransactRequest,
} from "../../../client/operation.ts";
import { type KeyRange, wholeRange } from "../../../parts/key-range.ts";
import { boundsOf, itemKey, type SortRange } from "../../../parts/primary-key.ts";
import type { AnyRequest, OwnRequest } from "../messages/own.ts";
import type { PartAction, TransactionPart } from "../messages/transactions.ts";
import type { DynamoMessage } from "../messages.ts";
import { soleTable } from "../tables.ts";

export function isRequest(message: DynamoMessage): message is AnyRequest {
  switch (message.kind) {
    case "get":
    case "put":
    case "update":
    case "delete":
    case "query":
    case "scan":
    case "index-write":
    case "replicate":
    case "prepare-part":
    case "commit-part":
    case "cancel-part":
    case "read-part":
      return true;
    default:
      return false;
  }
}

export const isResponse = (message: DynamoMessage): message is Response =>
  message.kind === "done" || message.kind === "rejected" || message.kind === "failed";

export const isTransaction = (message: DynamoMessage): message is TransactRequest =>
  message.kind === "transact-write" || message.kind === "transact-get";

export const isPageRequest = (request: AnyRequest): request is PageRequest =>
  request.kind === "query" || request.kind === "scan";

/** May be answered twice without harm, so it may be asked twice. */
export const isRead = (request: AnyRequest): boolean =>
  request.kind === "get" || request.kind === "read-part" || isPageRequest(request);

export const anyReplicaWillDo = (request: AnyRequest): boolean =>
  (request.kind === "get" || isPageRequest(request)) && request.consistency === "eventual";

/** What a request or an answer weighs on the wire: the items in it, as far as their size is known. */
export function bytesOf(message: AnyRequest | TransactRequest | Response): number {
  if ("bytes" in message) return message.bytes;
  if (message.kind === "prepare-part") return actionBytes(message.part.action);
  if (message.kind === "transact-write") {
    return message.actions.reduce((sum, action) => sum + actionBytes(action), 0);
  }
  if (message.kind !== "done" || message.page === undefined) return 0;
  return message.page.items.reduce((sum, { bytes }) => sum + bytes, 0);
}

const actionBytes = (action: PartAction | TransactAction): number =>
  "bytes" in action ? action.bytes : 0;

export const tableOf = ({ table }: AnyRequest): string => table ?? soleTable;

/**
 * The key of the B-tree that a replica is handed for the request's: the whole item key; a query's,
 * of the partition key alone; a scan's is empty. A system with one table stores keys as they are.
 */
export function storedKey(request: AnyRequest): string {
  const { table, key } = request;
  if (isOwn(request) || table === undefined || request.kind === "scan") return key;
  return itemKey(key, request.kind === "query" ? undefined : request.sort);
}

/** Asked by DynamoDB itself, with the key of the B-tree. */
export function isOwn(request: AnyRequest): request is OwnRequest {
  switch (request.kind) {
    case "index-write":
    case "replicate":
    case "prepare-part":
    case "commit-part":
    case "cancel-part":
    case "read-part":
      return true;
    default:
      return false;
  }
}

/** Asked by a transaction coordinator. */
export const isPart = (request: AnyRequest): request is TransactionPart =>
  isOwn(request) && request.kind !== "index-write" && request.kind !== "replicate";

/** Which keys a query or scan wants that is not continued; the sole table is never cut up. */
export function wantedRange(request: PageRequest): KeyRange {
  if (request.table === undefined || request.kind === "scan") return wholeRange;
  return boundsOf(request.key, sortRange(request.wanted));
}

/** What of the range a query or scan has not seen, if it goes on behind `startAfter`. */
export function remainingRange(request: PageRequest): KeyRange {
  const range = wantedRange(request);
  const { startAfter } = request;
  if (startAfter === undefined) return range;
  if (isBackwards(request)) return { from: range.from, to: startAfter };
  return { from: justBehind(startAfter), to: range.to };
}

export const isBackwards = (request: PageRequest): boolean =>
  request.kind === "query" && request.backwards;

/** The condition in the words of `parts/primary-key.ts`. */
export function sortRange(wanted: SortWanted): SortRange {
  switch (wanted.kind) {
    case "all":
    case "begins-with":
      return wanted;
    case "between": {
      const { low, high } = wanted;
      // A table's sort keys are all of one type; ends of two types are as far apart as can be.
      return { kind: "between", low, high } as SortRange;
    }
    default:
      return { kind: wanted.kind, key: wanted.value };
  }
}

/**
 * A key before `key`, with no item key between: where to route for what comes last before it, and
 * behind which to go on with `key` itself. Item keys hold no two U+FFFF in a row
 * (`parts/ordered-text.ts`), so none is behind the one made here.
 */
export function justBefore(key: string): string {
  const last = key.charCodeAt(key.length - 1);
  const head = key.slice(0, -1);
  return last === 0 ? head : `${head}${String.fromCharCode(last - 1)}${boundary}`;
}

/** The least key behind `key`; of one made by `justBefore`, the one it was made of. */
export function justBehind(key: string): string {
  if (!isBoundary(key)) return `${key}\0`;
  const head = key.slice(0, -boundary.length - 1);
  const last = key.charCodeAt(head.length);
  return `${head}${String.fromCharCode(last + 1)}`;
}

/** Whether a key was made by `justBefore`: no item, but where a partition begins. */
export const isBoundary = (key: string): boolean => key.endsWith(boundary);

const boundary = "\uffff\uffff";
