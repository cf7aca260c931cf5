import type { Fault } from "../kernel/fault.ts";
import type { Duration } from "../kernel/time.ts";
import { machine } from "./field.ts";
import { type Shape, specFrom } from "./shape.ts";
import { instants, spellFields } from "./spell.ts";
import { spellText, timeText } from "./words.ts";

export interface Restart {
  readonly kind: "restart";
  readonly machine: string;
  readonly from: Duration;
  readonly until: Duration;
}

export const restartShape: Shape<Restart> = {
  kind: "restart",
  does:
    "The machine's processes are stopped and started again from its disk, as in a deployment or " +
    "after a panic: at once when `until` equals `from`, which `restart()` takes as its default. " +
    "Whoever plans it is told nothing: a hand-over beforehand is the system's own doing.",
  source: "FoundationDB Reboot; rolling deployments of USENIX ATC '22, §6.4",
  fields: { machine: machine("which machine"), ...spellFields },
  clash: ({ from, until }) =>
    until >= from ? undefined : `"until" is ${until}; expected "from", which is ${from}, or more`,
};

/**
 * A machine stopped at `from` and started at `until`; without `until`, at once. Throws a RangeError
 * for a field that makes no sense.
 */
export const restart = (
  options: Omit<Restart, "kind" | "until"> & { readonly until?: Duration },
): Restart => specFrom(restartShape, { until: options.from, ...options });

export const restartFault = (spec: Restart): Fault => ({
  name: spec.kind,
  about: spec.machine,
  ...instants(spec),
  machines: [spec.machine],
  zones: [],
  begin: (world) => world.crash(spec.machine),
  end: (world) => world.restart(spec.machine),
});

export const describeRestart = (spec: Restart): string =>
  spec.from === spec.until
    ? `${spec.machine} restarted at ${timeText(spec.from)}`
    : `${spec.machine} restarted, down ${spellText(spec)}`;
