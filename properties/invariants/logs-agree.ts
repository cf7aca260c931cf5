import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import { ofEachGroup } from "../groups/of-each-group.ts";
import type { Invariant } from "../property.ts";

/** How many of the newest positions are remembered: far more than replicas ever lie apart. */
const remembered = 1 << 15;

/**
 * Compares what replicas commit, position by position: content, not ballot, as a later leader
 * proposes the same record again under its own.
 */
export const logsAgree: Invariant = {
  kind: "invariant",
  name: "logs-agree",
  statement: "Whatever two replicas commit at one position is the same record.",
  source: "ATC '22, §3 (followers apply in the leader's order); Paxos: one value a position",
  watches: replica,

  watch: ofEachGroup(() => {
    const ledger: LogRecord[] = [];
    const committed = new Map<string, number>();
    let checked = 0;
    return {
      get checked() {
        return checked;
      },
      after(step) {
        const move = step.by(replica);
        if (move === undefined) return undefined;
        const { address, state } = move.who;
        const known = committed.get(address) ?? 0;
        if (state.committed === known) return undefined;
        committed.set(address, state.committed);
        for (let lsn = known + 1; lsn <= state.committed; lsn += 1) {
          const record = recordAt(state.log, lsn);
          if (record === undefined) continue;
          checked += 1;
          const before = ledger[lsn % remembered];
          if (before === undefined || before.lsn < lsn) ledger[lsn % remembered] = record;
          else if (before.lsn === lsn && !isSame(before, record)) {
            return `${address} commits ${text(record)} at ${lsn}, where ${text(before)} was committed`;
          }
        }
        return undefined;
      },
    };
  }),
};

const isSame = (left: LogRecord, right: LogRecord): boolean =>
  left.request === right.request && left.key === right.key && left.value === right.value;

const text = ({ request, key, value }: LogRecord): string =>
  key === "" ? "a leader's own record" : `r${request} ${key}=${value ?? "none"}`;
