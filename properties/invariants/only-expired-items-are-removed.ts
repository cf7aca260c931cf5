import { type LocalTime, toSeconds } from "../../sim/kernel/time.ts";
import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { ReplicaState } from "../../sim/systems/dynamodb/replication-group/state.ts";
import type { Invariant } from "../property.ts";

/**
 * Goes by committed writes in their order: what is under a key when its removal takes effect. Clocks
 * disagree: what counts is the clock of the replica that is seen to commit the removal first, the
 * leader's but for rare fail-overs, with a second's grace.
 */
export const onlyExpiredItemsAreRemoved: Invariant = {
  kind: "invariant",
  name: "only-expired-items-are-removed",
  statement:
    "What time to live removes is there, has expired within five years, and was not renewed.",
  source: "developer guide, TTL",
  watches: replica,
  onOccasion: true,

  watch() {
    const looked = new Map<string, number>();
    const expiries = new Map<string, number | undefined>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const who = step.by(replica)?.who;
        const attribute = who?.state.setup.derived?.table.expiry?.attribute;
        if (who === undefined || attribute === undefined) return undefined;
        for (const record of newlyCommitted(looked, who.state)) {
          const name = `${who.state.setup.table} ${record.key}`;
          if (record.byService === true) {
            checked += 1;
            const reason = whyWrong(expiries, name, who.clock);
            if (reason !== undefined) return `${name} was removed as expired, ${reason}`;
          }
          note(expiries, name, record, attribute);
        }
        return undefined;
      },
    };
  },
};

/** Records that this replica is the first to commit. */
function newlyCommitted(
  looked: Map<string, number>,
  { setup, log, committed }: Readonly<ReplicaState>,
): readonly LogRecord[] {
  const { partition = "", born = 0 } = setup;
  const from = looked.get(partition) ?? born;
  const found: LogRecord[] = [];
  for (let lsn = from + 1; lsn <= committed; lsn += 1) {
    const record = recordAt(log, lsn);
    if (record !== undefined && record.key !== "" && record.order === undefined) found.push(record);
  }
  if (committed > from) looked.set(partition, committed);
  return found;
}

/** What a committed write leaves; an item without the attribute never expires. */
function note(
  expiries: Map<string, number | undefined>,
  name: string,
  { value, extras }: LogRecord,
  attribute: string,
): void {
  if (value === undefined) {
    expiries.delete(name);
    return;
  }
  const expiry = extras?.attributes?.[attribute];
  expiries.set(name, typeof expiry === "number" ? expiry : undefined);
}

const fiveYears = 157_680_000;
const grace = 1;

function whyWrong(
  expiries: ReadonlyMap<string, number | undefined>,
  name: string,
  clock: LocalTime,
): string | undefined {
  if (!expiries.has(name)) return "and was not there";
  const expiry = expiries.get(name);
  if (expiry === undefined) return "and never expires";
  const age = toSeconds(clock) - expiry;
  if (age < -grace) return `and expires in ${(-age).toFixed(1)} s`;
  if (age > fiveYears + grace) return `and its number lies ${age.toFixed(0)} s back`;
  return undefined;
}
