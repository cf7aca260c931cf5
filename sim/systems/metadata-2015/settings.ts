/**
 * Every knob of the metadata system: meaning, unit, default, source. The public account of the
 * incident gives the mechanism and hardly a figure, so most sources say "assumption" and why. The
 * defaults belong together: `costs.ts` has the sums.
 */

import { ms, seconds } from "../../kernel/time.ts";
import { count, defaults, duration, onOff, share, type Values } from "../../parts/setting.ts";
import type { Bug } from "./bugs.ts";

export const settings = {
  tablePartitions: count({
    default: 200,
    meaning: "Partitions of tables of which one storage server holds a replica.",
    source: "assumption; only the product with the time for one partition matters",
  }),
  indexesPerTable: count({
    default: 4,
    meaning: "Global secondary indexes of a table; each has as many partitions as the table.",
    source:
      "assumption, below the limit of five of 2015; that indexes multiplied partitions: PES15",
  }),
  partitionService: duration({
    default: ms(0.2),
    meaning: "Processor time that the metadata service takes for one partition of a list.",
    source: "assumption, so that the lists of 2015 put a load of 60 % on the service",
  }),
  metadataCores: count({
    default: 4,
    meaning: "Processor cores of the metadata service.",
    source: "assumption; AWS has published none",
  }),
  lease: duration({
    default: seconds(15),
    meaning: "How long a storage server may serve, from when it asked for its membership.",
    source: "assumption: one renewal and half of another",
  }),
  renewal: duration({
    default: seconds(10),
    meaning: "How long a storage server with a membership waits before it asks again.",
    source: "assumption; PES15 says 'periodically'",
  }),
  renewalSpread: share({
    default: 0.1,
    meaning: "By how much of itself that wait is drawn longer or shorter each time.",
    source: "assumption",
  }),
  timeLimit: duration({
    default: seconds(1),
    meaning: "How long a storage server waits for an answer before it takes it for lost.",
    source: "assumption: five times the processing of one list (PES15: it had come close)",
  }),
  backOff: onOff({
    default: false,
    meaning: "Whether a server waits before it asks again, longer each time, drawn at random.",
    source: "off as in 2015 (PES15: retries); full jitter as in the AWS SDKs",
  }),
  backOffCap: duration({
    default: seconds(30),
    meaning: "Bound that no such wait passes.",
    source:
      "assumption: 120 servers that wait 15 s on average ask 8 times a second, 40 % of capacity",
  }),
  beat: duration({
    default: ms(500),
    meaning: "How often the metadata service lets its connections to storage servers be seen.",
    source: "assumption",
  }),
  silence: duration({
    default: seconds(1),
    meaning: "Silence after which a server takes its connection for broken and asks anew.",
    source: "assumption: two beats; that servers asked after the disruption: PES15",
  }),
  constantWork: onOff({
    default: false,
    meaning: "Whether memberships are pushed at a constant rate, and nobody asks.",
    source: "off as in 2015; the idea: ATC '22, §6.6 (MemDS), Builders' Library on constant work",
  }),
  pushInterval: duration({
    default: seconds(4),
    meaning: "Constant work: from one push to a server to the next push to it.",
    source: "assumption: one push may be lost, and the next but one still comes within the lease",
  }),
  pushChanges: count({
    default: 100,
    meaning: "Constant work: places for changes in a push; empty places cost as much as full ones.",
    source: "assumption",
  }),
  changeEvery: duration({
    default: seconds(20),
    meaning: "How often the membership of one server changes.",
    source: "assumption; a push has room for four hundred times as many",
  }),
} as const;

/** The settings in force, and the mistakes that are switched on. */
export type Config = Values<typeof settings> & { readonly bugs: readonly Bug[] };

/** The defaults of the table, changed where `changes` says so. */
export const configure = (changes: Partial<Config> = {}): Config => ({
  ...defaults(settings),
  bugs: [],
  ...changes,
});
