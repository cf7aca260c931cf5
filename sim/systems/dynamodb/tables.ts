/** What a customer creates: tables, with their capacity and what they hold when the run begins. */

/**
 * Who pays for what. Provisioned: so many units a second, bought ahead. On demand: what is used; at
 * once up to twice the highest peak so far (developer guide, on-demand capacity mode).
 */
export type Capacity =
  | {
      readonly mode: "provisioned";
      /** Read units a second, strong reads of 4 KB. */
      readonly read: number;
      /** Write units a second, of 1 KB. */
      readonly write: number;
    }
  | {
      readonly mode: "on-demand";
      /** Highest peaks so far, units a second. Default: of a new table, 12,000 and 4,000 once doubled. */
      readonly peakRead?: number;
      readonly peakWrite?: number;
    };

export interface TableSpec {
  readonly name: string;
  /** Whose it is: tenants share storage nodes. Default: the table's name. */
  readonly tenant?: string;
  readonly capacity: Capacity;
  /** Whether its primary key has a sort key. Default false. */
  readonly sorted?: boolean;
  /** Partitions at the start, over even parts of the hash space. Default 1. */
  readonly partitions?: number;
  /** What it holds at the start, as a number of bytes spread evenly, not as items. Default 0. */
  readonly bytes?: number;
}

/** The table of systems that have only one and do not name it. */
export const soleTable = "";

/** Where the role of an address is reached from outside: the storage node that hosts it, or itself. */
export const doorOf = <Place extends string>(replica: Place): Place =>
  replica.slice(replica.indexOf("@") + 1) as Place;

/** The address of a partition's replica on a storage node. */
export const replicaOn = <Place extends string>(partition: string, node: Place): Place =>
  `${partition}@${node}` as Place;
