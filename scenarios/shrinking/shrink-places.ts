import type { Script, ScriptOperation } from "./script.ts";
import type { Breach, Target, Trials } from "./trial.ts";

/** Fewer clients and machines, tenants that ask nothing left out. */
export function shrinkPlaces(breach: Breach, _target: Target, trials: Trials): Breach {
  let best = breach;
  for (const change of [
    atOneClient,
    atOneClientEach,
    withoutIdleClients,
    atOneMachineEach,
    atHalf,
  ]) {
    const script = change(best.script);
    if (sizeOf(script) >= sizeOf(best.script)) continue;
    best = trials.breach(script) ?? best;
  }
  return best;
}

/** Clients and machines together. */
const sizeOf = ({ zones, tenants }: Script): number =>
  [
    ...zones.flatMap(({ machines, clients = 0 }) => [machines, clients]),
    ...tenants.flatMap((tenant) => Object.values(tenant.zones)),
  ].reduce((sum, count) => sum + count, 0);

/** All that a party asks is asked by its first client that asks anything. */
function atOneClient(script: Script): Script {
  const moved = script.operations.map((operation) => {
    const first = script.operations.find(({ tenant }) => tenant === operation.tenant)!;
    return { ...operation, zone: first.zone, seat: 1 };
  });
  return withoutIdleClients({ ...script, operations: moved });
}

/** In each zone, all that a party asks is asked by one client. */
const atOneClientEach = (script: Script): Script =>
  withoutIdleClients({
    ...script,
    operations: script.operations.map((operation) => ({ ...operation, seat: 1 })),
  });

/** Clients are numbered anew, and whoever asks nothing is gone. */
function withoutIdleClients(script: Script): Script {
  const seats = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const operation of script.operations) {
    const place = placeOf(operation);
    const who = `${place} ${operation.seat}`;
    if (seats.has(who)) continue;
    counts.set(place, (counts.get(place) ?? 0) + 1);
    seats.set(who, counts.get(place)!);
  }
  const clientsOf = (tenant: string | undefined, zone: string): number =>
    counts.get(placeOf({ ...(tenant === undefined ? {} : { tenant }), zone })) ?? 0;
  return {
    ...script,
    zones: script.zones.map((zone) => ({ ...zone, clients: clientsOf(undefined, zone.name) })),
    tenants: script.tenants
      .map(({ name, zones }) => ({
        name,
        zones: Object.fromEntries(
          Object.keys(zones).map((zone) => [zone, clientsOf(name, zone)] as const),
        ),
      }))
      .filter(({ zones }) => Object.values(zones).some((clients) => clients > 0)),
    operations: script.operations.map((operation) => ({
      ...operation,
      seat: seats.get(`${placeOf(operation)} ${operation.seat}`)!,
    })),
  };
}

const placeOf = ({ tenant = "", zone }: Pick<ScriptOperation, "tenant" | "zone">): string =>
  JSON.stringify([tenant, zone]);

const atOneMachineEach = (script: Script): Script => ({
  ...script,
  zones: script.zones.map((zone) => ({ ...zone, machines: Math.min(1, zone.machines) })),
});

const atHalf = (script: Script): Script => ({
  ...script,
  zones: script.zones.map((zone) => ({ ...zone, machines: Math.ceil(zone.machines / 2) })),
});
