/**
 * Which server of global admission control looks after a table: tables are spread by hash (ATC '22,
 * §4.2: servers form an independent hash ring). By highest hash of table and server, so that one
 * server more or less moves only its own tables (Thaler and Ravishankar 1998).
 */

import type { Address } from "../../../kernel/role.ts";
import { keyHash } from "../../../parts/key-hash.ts";

/** Undefined when there are no servers. */
export function tokenServerOf(table: string, servers: readonly Address[]): Address | undefined {
  let best: { server: Address; hash: string } | undefined;
  for (const server of servers) {
    const hash = keyHash(`${table}\n${server}`);
    if (best === undefined || hash > best.hash) best = { server, hash };
  }
  return best?.server;
}
