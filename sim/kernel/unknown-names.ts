import type { SimulationOptions } from "./simulation.ts";

/** Refuses, with a RangeError, names that a run could only stumble over later. */
export function refuseUnknownNames(options: SimulationOptions): void {
  const { machines, placements, hostable, faults } = options;
  const names = new Set(machines.map(({ name }) => name));
  const zones = new Set(machines.map(({ zone }) => zone));
  refuseDoubles(
    "machine",
    machines.map(({ name }) => name),
  );
  refuseDoubles("hostable role", hostable?.map(({ name }) => name) ?? []);
  refuseDoubles(
    "address",
    placements.map(({ address }) => address),
  );
  for (const { address, machine } of placements) {
    demand(names, machine, `role "${address}" is placed on machine`);
  }
  for (const fault of faults) {
    for (const machine of fault.machines)
      demand(names, machine, `fault ${fault.name} names machine`);
    for (const zone of fault.zones) demand(zones, zone, `fault ${fault.name} names zone`);
    if (!(fault.from >= 0 && fault.until >= fault.from)) {
      throw new RangeError(
        `fault ${fault.name} lasts from ${fault.from} to ${fault.until} µs, expected an order in time`,
      );
    }
  }
}

function refuseDoubles(what: string, names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw new RangeError(`${what} "${name}" is given twice`);
    seen.add(name);
  }
}

function demand(known: ReadonlySet<string>, name: string, what: string): void {
  if (known.has(name)) return;
  throw new RangeError(`${what} "${name}", expected one of ${[...known].join(", ")}`);
}
