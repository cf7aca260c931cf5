/**
 * Every knob of the DNS automation and of those who depend on it: meaning, unit, default, source. The
 * public account names the parts and the order of events and gives hardly a figure, so most sources
 * say "assumption". Hours are made minutes: what took 2 h 37 min takes 60 s here.
 */

import { ms, seconds } from "../../kernel/time.ts";
import { choice, count, defaults, duration, share, type Values } from "../../parts/setting.ts";
import type { Bug } from "./bugs.ts";

export const settings = {
  remedy: choice({
    words: ["none", "compare-and-set"],
    default: "none",
    meaning:
      "Whether each change of a record names the generation that it replaces, and fails if another is there.",
    source: "none as in 2025 (PES25: one check, at the start); the remedy: claim O4",
  }),
  cleanUp: choice({
    words: ["by-age", "keeps-referenced"],
    default: "by-age",
    meaning: "Whether clean-up deletes whatever is old, or never a plan that a record refers to.",
    source: "by-age as in 2025 (PES25); the remedy: claim O4",
  }),
  beat: duration({
    default: ms(200),
    meaning: "How often a load balancer tells the planner that it is healthy.",
    source: "assumption",
  }),
  silence: duration({
    default: seconds(1),
    meaning: "Silence after which the planner leaves a load balancer out of its plans.",
    source: "assumption: five beats",
  }),
  planInterval: duration({
    default: ms(200),
    meaning: "How often the planner makes a plan, whether anything has changed or not.",
    source: "assumption; that it makes new ones all the time: PES25",
  }),
  endpoints: count({
    default: 30,
    meaning: "Names that one plan covers: the regional endpoint and its siblings.",
    source: "assumption; that enactors work through many: PES25",
  }),
  endpointsBefore: count({
    default: 10,
    meaning: "How many of them an enactor changes before the regional one.",
    source: "assumption",
  }),
  turn: duration({
    default: seconds(10),
    meaning: "From one turn of an enactor to its next; zones have their turns one after the other.",
    source: "assumption: one that takes six seconds is over before its next turn",
  }),
  pace: duration({
    default: ms(200),
    meaning: "Wait of an enactor between one record and the next.",
    source: "assumption: five changes a second, the quota of one account for Route 53's API",
  }),
  answerLimit: duration({
    default: ms(500),
    meaning: "How long an enactor waits for an answer before it asks the same again.",
    source: "assumption; that a slow enactor retried each endpoint: PES25",
  }),
  keptGenerations: count({
    default: 20,
    meaning: "Clean-up deletes plans that are more generations older than the one just applied.",
    source: "assumption: four seconds of planning; 'many generations' in PES25",
  }),
  changeTime: duration({
    default: ms(5),
    meaning: "Time that the DNS service takes to make one change durable.",
    source: "assumption",
  }),
  watchInterval: duration({
    default: seconds(1),
    meaning: "How often the operator looks whether the regional endpoint resolves.",
    source: "assumption",
  }),
  repairAfter: duration({
    default: seconds(60),
    meaning: "From when the operator first sees the record empty until it is restored by hand.",
    source: "assumption: a minute for the 2 h 37 min from 23:48 to 02:25 PDT (PES25)",
  }),
  ttl: duration({
    default: seconds(5),
    meaning: "How long a pool uses the addresses of an answer for new connections.",
    source: "assumption: short, so that a load balancer that fails is soon out of use",
  }),
  emptyTtl: duration({
    default: seconds(6),
    meaning: "How long a pool believes an answer without addresses.",
    source: "assumption: to 60 s as the 15 min from 02:25 to 02:40 are to 2 h 37 min (PES25)",
  }),
  lookUpLimit: duration({
    default: seconds(1),
    meaning: "How long a pool waits for an answer to a look-up before it takes it for failed.",
    source: "assumption",
  }),
  connections: count({
    default: 20,
    meaning: "Open connections that a pool wants to have.",
    source: "assumption",
  }),
  connectionLife: duration({
    default: seconds(15),
    meaning: "How long a connection stays open, on average.",
    source: "assumption; that open ones kept working: PES25",
  }),
  connectionSpread: share({
    default: 0.3,
    meaning: "By how much of itself that life is drawn longer or shorter.",
    source: "assumption",
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

/** The regional endpoint, as an index into the records. */
export const regionalOf = ({ endpoints, endpointsBefore }: Config): number =>
  Math.min(endpointsBefore, endpoints - 1);
