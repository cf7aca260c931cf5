/** Messages of admission control in words, for traces. */

import { assertNever } from "../../../kernel/assert.ts";
import type { AdmissionMessage, CapacitySet, TokenGrant, TokenReport } from "./messages.ts";

export function describeAdmission(message: AdmissionMessage): string {
  switch (message.kind) {
    case "ask-tokens":
      return `ask-tokens ${message.ask} of ${message.table}: ${both(message, report)}`;
    case "tokens":
      return `tokens ${message.ask} of ${message.table}: ${both(message, grant)}`;
    case "node-room":
      return `node-room for ${short(message.write)} writes, ${short(message.led)} led`;
    case "capacity-report":
      return `capacity-report of ${message.partitions.length} partitions`;
    case "capacity-set":
      return `capacity-set ${message.allocations.map(allocation).join(", ")}`;
    case "rates-changed": {
      const { version, read, write } = message.rates;
      return `rates-changed ${message.table} to ${read} reads and ${write} writes, version ${version}`;
    }
    default:
      return assertNever(message);
  }
}

const both = <Half>(
  { read, write }: { readonly read: Half; readonly write: Half },
  say: (half: Half) => string,
): string => `read ${say(read)}, write ${say(write)}`;

const report = ({ spent, refused, left }: TokenReport): string =>
  `${short(spent)} spent ${short(refused)} refused ${short(left)} left`;

const grant = ({ granted, spent }: TokenGrant): string =>
  `${short(granted)} from ${short(spent)} on`;

const allocation = ({ partition, direction, rate }: CapacitySet["allocations"][number]): string =>
  `${partition} ${direction} ${short(rate)}`;

const short = (units: number): string => String(Math.round(units * 10) / 10);
