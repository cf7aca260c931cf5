import { InvariantViolation } from "./assert.ts";
import type { Cell } from "./cell.ts";
import type { AnyMessage } from "./role.ts";
import type { Duration } from "./time.ts";

/** How long a core is busy with the message, as its role states it; 0 if it states nothing. */
export function serviceOf(cell: Cell, message: AnyMessage): Duration {
  const { role } = cell;
  if (role.serviceTime === undefined) return 0 as Duration;
  const service = role.serviceTime(message, cell.setup);
  if (!(Number.isInteger(service) && service >= 0)) {
    throw new InvariantViolation(
      `${cell.address} states ${service} µs of service for ${message.kind}, expected a whole length`,
    );
  }
  return service;
}
