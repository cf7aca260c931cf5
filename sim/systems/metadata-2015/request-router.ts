/**
 * A request router without a memory: brings each request to the one server that has its key, and the
 * answer back. What routers themselves need from the metadata service is another story (MemDS).
 */

import type { Address, Role } from "../../kernel/role.ts";
import { describe } from "./describe.ts";
import type { FleetMessage } from "./messages.ts";

export interface RouterSetup {
  readonly servers: readonly Address[];
}

export interface RouterState {
  readonly setup: RouterSetup;
}

export const requestRouter: Role<RouterState, FleetMessage, never, RouterSetup> = {
  name: "request-router",
  describe,
  start: (_self, setup) => ({ setup }),
  handle({ setup }, event, effects) {
    if (event.kind !== "message") return;
    const { message, from } = event;
    const { servers } = setup;
    if (message.kind === "reply") effects.send(message.client, message.response);
    else if ("key" in message) {
      const server = servers[hashOf(message.key) % servers.length]!;
      const bytes = "bytes" in message ? message.bytes : 0;
      effects.send(server, { kind: "forward", client: from, request: message }, bytes);
    }
  },
};

/** FNV-1a, 32 bits: keys that differ in a digit go to different servers. */
export function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
