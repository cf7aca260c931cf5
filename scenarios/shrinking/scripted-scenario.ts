import type { RecordedLog } from "../../sim/client/recorded-log.ts";
import type { RecordedWorkload, Workload } from "../../sim/client/workload.ts";
import { writtenLog } from "../../sim/client/written-log.ts";
import type { Case, Scenario, Tenant } from "../scenario.ts";
import { peersOf, type Script, type ScriptOperation, seatName } from "./script.ts";

/**
 * One case of a scenario, its load and hardships replaced by those of a script: the same system, and
 * of its promises only the named one (an invariant is watched whether or not a case names it).
 */
export function scriptedScenario(
  scenario: Scenario,
  chosen: Case,
  script: Script,
  property: string,
): Scenario {
  const { workload, tenants, swarm: _swarm, ...rest } = scenario;
  const { faults: _f, workload: ownLoad, tenants: ownTenants, duration: _d, ...kept } = chosen;
  const load = ownLoad ?? workload;
  const asking = ownTenants ?? tenants ?? [];
  return {
    ...rest,
    topology: { ...scenario.topology, zones: script.zones },
    ...(load === undefined ? {} : { workload: written(script, undefined, load) }),
    tenants: asking
      .filter(({ name }) => script.tenants.some((tenant) => tenant.name === name))
      .map((tenant) => writtenTenant(script, tenant)),
    faults: script.faults,
    duration: script.length,
    settle: script.settle,
    cases: [{ ...kept, expect: chosen.expect.filter((each) => each.property.name === property) }],
  };
}

function writtenTenant(script: Script, { rates: _, from: __, ...tenant }: Tenant): Tenant {
  const own = script.tenants.find(({ name }) => name === tenant.name);
  return {
    ...tenant,
    zones: own?.zones ?? {},
    workload: written(script, tenant.name, tenant.workload),
  };
}

/** The part of the script that is one party's, as a log of requests. */
function written(script: Script, tenant: string | undefined, like: Workload): RecordedWorkload {
  const peers = peersOf(script, tenant);
  const own = script.operations.filter((operation) => operation.tenant === tenant);
  return {
    arrivals: { kind: "recorded", log: logOf(own, peers), scale: 1 },
    reads: like.reads,
    ...(like.table === undefined ? {} : { table: like.table }),
    retries: like.retries,
  };
}

function logOf(
  operations: readonly ScriptOperation[],
  peers: ReadonlyMap<string, number>,
): RecordedLog {
  return writtenLog(
    operations.map((operation) => {
      const client = peers.get(seatName(operation));
      if (client !== undefined) return { at: operation.at, client, call: operation.call };
      throw new RangeError(`expected a client of the script, got ${seatName(operation)}`);
    }),
  );
}
