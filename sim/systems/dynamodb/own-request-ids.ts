/** Numbers for the requests that DynamoDB makes of itself, apart from all that clients use. */

import type { RequestId } from "../../client/operation.ts";
import type { Address } from "../../kernel/role.ts";
import { keyHash } from "../../parts/key-hash.ts";

/** Above every number of a client: those count microseconds and clients. */
const own = 0x10_0000_0000_0000;
/** Numbers of one asker; they come again after so many. */
const each = 0x1_0000_0000;

/**
 * The `count`-th number of this asker. Two askers in some tens of thousands may share theirs; one of
 * two such requests under way at once is then not answered, and asked again.
 */
export const ownRequestId = (asker: Address, count: number): RequestId =>
  (own + seatOf(asker) * each + (count % each)) as RequestId;

/** Worked out once: a function of the address alone, so it does not matter who asked first. */
const seats = new Map<Address, number>();

function seatOf(asker: Address): number {
  const known = seats.get(asker);
  if (known !== undefined) return known;
  const seat = Number.parseInt(keyHash(asker).slice(0, 4), 16);
  seats.set(asker, seat);
  return seat;
}
