/** What each partition of a fleet commits, record by record, whoever of its members is first. */

import { recordAt } from "../../sim/parts/replicated-log.ts";
import type { LogRecord } from "../../sim/systems/dynamodb/messages/records.ts";
import { replica } from "../../sim/systems/dynamodb/replication-group/replica.ts";
import type { Step } from "../property.ts";

export interface Committed {
  readonly table: string;
  /** In the order of the log; never one twice. */
  readonly records: readonly LogRecord[];
}

/** @param isWanted by table, asked once for each replica's step */
export function followCommitted(
  isWanted: (table: string, hasTransactions: boolean) => boolean,
): (step: Step) => Committed | undefined {
  const seen = new Map<string, number>();
  return (step) => {
    const move = step.by(replica);
    if (move === undefined) return undefined;
    const { setup, committed, log } = move.who.state;
    const { table = "", partition = "", born = 0 } = setup;
    if (!isWanted(table, setup.transactions !== undefined)) return undefined;
    const before = seen.get(partition) ?? born;
    if (committed <= before) return undefined;
    seen.set(partition, committed);
    const records: LogRecord[] = [];
    for (let lsn = before + 1; lsn <= committed; lsn += 1) {
      const record = recordAt(log, lsn);
      if (record !== undefined) records.push(record);
    }
    return { table, records };
  };
}
