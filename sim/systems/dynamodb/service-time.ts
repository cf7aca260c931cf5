/** What requests cost the processor of the storage node that carries them out. */

import type { Duration } from "../../kernel/time.ts";
import { readUnits, writeUnits } from "../../parts/capacity-units.ts";
import type { Config } from "./config.ts";
import type { AnyRequest } from "./messages/own.ts";

/** In proportion to the units known before the request runs: a page's size is not. */
export function serviceOf(request: AnyRequest, config: Config): Duration {
  switch (request.kind) {
    case "put":
    case "update":
    case "index-write":
    case "replicate":
      return (writeUnits(0, request.bytes) * config.nodeWriteService) as Duration;
    case "delete":
      return config.nodeWriteService;
    case "prepare-part":
    case "commit-part": {
      const { action } = request.part;
      const bytes = "bytes" in action ? action.bytes : 0;
      return (writeUnits(0, bytes) * config.nodeWriteService) as Duration;
    }
    case "cancel-part":
      return config.nodeWriteService;
    case "get":
      return Math.round(readUnits(0, request.consistency) * config.nodeReadService) as Duration;
    default:
      return config.nodeReadService;
  }
}
