import type { Address } from "../../sim/kernel/role.ts";
import { type Direction, directionOf } from "../../sim/systems/dynamodb/admission/demand.ts";
import {
  type GlobalAdmissionSetup,
  globalAdmissionControl,
} from "../../sim/systems/dynamodb/admission/global-admission-control.ts";
import { tokenServerOf } from "../../sim/systems/dynamodb/admission/token-server.ts";
import { requestRouter } from "../../sim/systems/dynamodb/request-path/request-router.ts";
import type { TableSpec } from "../../sim/systems/dynamodb/tables.ts";
import { followNodes, type Passage } from "../admission/passages.ts";
import { advance, type ReferenceBucket, referenceBucket } from "../admission/reference-bucket.ts";
import type { Invariant, Step, World } from "../property.ts";

/**
 * Counts the units of answers as storage nodes pass them back, over all nodes, and knows nothing of
 * the tokens of routers and servers. Provisioned tables only, under global admission control.
 *
 * What is allowed beyond rate x time and burst: tokens that are out at routers (good for
 * `tokenExpiry`), each router's credit and one request of the largest size; for requests that turn
 * out larger, as many as were ever under way at once; for a router that vends itself its share
 * because no server answers, and for a server that starts anew, one interval each time. A change of
 * the table's throughput counts from when the server that looks after it hears of it; what it had
 * vended before is good for a while.
 */
export const tokensWithinCapacity: Invariant = {
  kind: "invariant",
  name: "tokens-within-capacity",
  statement:
    "Over any window a table serves no more than its capacity times the window, and its burst.",
  source: "ATC '22, §4.2; token sums never exceed capacity and burst; claims H3 and H4",
  onOccasion: true,

  watch(world) {
    const follow = followNodes();
    let setup: GlobalAdmissionSetup | undefined;
    let looked = false;
    const tables = new Map<string, TableUse>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const { passages = [] } = follow(step) ?? {};
        // When the first request passes, whoever is there from the beginning has started.
        if (!looked && passages.some(({ kind }) => kind !== "started")) {
          looked = true;
          setup = allRegions(world);
        }
        if (setup?.config.admission !== "gac") return undefined;
        noteStarts(step, setup, tables);
        noteRates(step, setup, tables, world);
        for (const passage of passages) {
          const use = useOf(passage, setup, tables, world);
          if (use === undefined) continue;
          checked += 1;
          const wrong = account(passage, use, world);
          if (wrong !== undefined) return wrong;
        }
        return undefined;
      },
    };
  },
};

/** What the servers of all Regions know: each has the tables of its own. */
function allRegions(world: World): GlobalAdmissionSetup | undefined {
  const setups = world.playing(globalAdmissionControl).map(({ state }) => state.setup);
  const [first] = setups;
  if (first === undefined) return undefined;
  const tables = new Map([...new Set(setups.map((one) => one.tables))].flatMap((one) => [...one]));
  return { ...first, tables };
}

/** Those who look after this table. */
const serversOf = (table: string, world: World): readonly Address[] =>
  world
    .playing(globalAdmissionControl)
    .filter(({ state }) => state.setup.tables.has(table))
    .map(({ address }) => address);

/** Reads or writes of one table. */
interface TableUse {
  readonly name: string;
  readonly left: ReferenceBucket;
  /** Units a second of tokens that one interval has. */
  interval: number;
  /** Of the change of its throughput that counts. */
  version: number;
  /** How far `left` may fall below 0. */
  slack: number;
  running: number;
  mostRunning: number;
  /** Units by which a request cost more than was known before it ran. */
  mostSurprise: number;
}

function noteStarts(
  step: Step,
  { config }: GlobalAdmissionSetup,
  tables: ReadonlyMap<string, TableUse>,
): void {
  const server = step.by(globalAdmissionControl);
  if (server !== undefined && server.event === undefined && server.who.starts > 1) {
    for (const use of tables.values()) use.slack += use.interval;
  }
  const router = step.by(requestRouter);
  if (router === undefined) return;
  const restarted = router.event === undefined && router.who.starts > 1;
  const isAlone = router.effects.some(
    (effect) => effect.kind === "mark" && effect.name === "tokens-self-vended",
  );
  for (const use of tables.values()) {
    if (restarted) use.slack += config.tokenCredit;
    if (isAlone) use.slack += use.interval;
  }
}

function useOf(
  passage: Passage,
  setup: GlobalAdmissionSetup,
  tables: Map<string, TableUse>,
  world: World,
): TableUse | undefined {
  if (passage.kind === "started" || passage.kind === "refused") return undefined;
  const { demand } = passage.of;
  const spec = setup.tables.get(demand.table);
  if (spec === undefined || spec.capacity.mode !== "provisioned") return undefined;
  return useFor(spec, directionOf(demand), setup, tables, world);
}

function useFor(
  spec: TableSpec,
  direction: Direction,
  setup: GlobalAdmissionSetup,
  tables: Map<string, TableUse>,
  world: World,
): TableUse {
  const name = `${direction}s of ${spec.name}`;
  let use = tables.get(name);
  if (use === undefined) {
    use = freshUse(name, spec, direction, setup, world);
    tables.set(name, use);
  }
  return use;
}

function noteRates(
  step: Step,
  setup: GlobalAdmissionSetup,
  tables: Map<string, TableUse>,
  world: World,
): void {
  const { who, event } = step.by(globalAdmissionControl) ?? {};
  if (event?.kind !== "message" || event.message.kind !== "rates-changed") return;
  const { table, rates } = event.message;
  const spec = setup.tables.get(table);
  const servers = serversOf(table, world);
  if (spec === undefined || who?.address !== tokenServerOf(table, servers)) return;
  for (const direction of ["read", "write"] as const) {
    const use = useFor(spec, direction, setup, tables, world);
    if (rates.version > use.version) changeRate(use, rates[direction], rates.version, setup, world);
  }
}

function changeRate(
  use: TableUse,
  rate: number,
  version: number,
  { config }: GlobalAdmissionSetup,
  { now }: World,
): void {
  const { left } = use;
  advance(left, now);
  use.slack += (Math.max(0, left.rate - rate) * config.tokenExpiry) / microseconds;
  left.rate = rate;
  left.capacity = mostOf(rate, config);
  left.level = Math.min(left.level, left.capacity);
  use.interval = (rate * config.tokenInterval) / microseconds;
  use.version = version;
}

const mostOf = (
  rate: number,
  { burstSeconds, tokenExpiry }: GlobalAdmissionSetup["config"],
): number => rate * (burstSeconds + tokenExpiry / microseconds);

const microseconds = 1_000_000;
/** Units of the largest item: what a bucket may go into debt by, at each router. */
const largest = { read: 100, write: 400 } as const;

function freshUse(
  name: string,
  { capacity, name: table }: TableSpec,
  direction: Direction,
  { config }: GlobalAdmissionSetup,
  world: World,
): TableUse {
  const rate = capacity.mode === "provisioned" ? capacity[direction] : 0;
  const interval = (rate * config.tokenInterval) / microseconds;
  const routers = world
    .playing(requestRouter)
    .filter(({ state }) => state.setup.tables?.has(table)).length;
  return {
    name,
    // Since the run began an interval's tokens have been there, and grown with time.
    left: referenceBucket({ rate, capacity: mostOf(rate, config), level: interval }, 0),
    interval,
    version: 0,
    slack: routers * (config.tokenCredit + largest[direction]),
    running: 0,
    mostRunning: 0,
    mostSurprise: 0,
  };
}

function account(passage: Passage, use: TableUse, { now }: World): string | undefined {
  if (passage.kind === "admitted") {
    use.running += 1;
    use.mostRunning = Math.max(use.mostRunning, use.running);
  }
  if (passage.kind !== "answered") return undefined;
  use.running -= 1;
  const { units, of } = passage;
  use.mostSurprise = Math.max(use.mostSurprise, units - of.estimate);
  advance(use.left, now);
  use.left.level -= units;
  const slack = use.slack + use.mostSurprise * use.mostRunning;
  if (use.left.level >= -slack) return undefined;
  const over = (-use.left.level).toFixed(0);
  return `${use.name} are ${over} units over ${use.left.rate} a second and burst, expected at most ${slack}`;
}
