/** What an enactor knows, and how it asks: one question at a time, again and again until it is answered. */

import type { Address } from "../../kernel/role.ts";
import type { DeletePlans, DnsEffects, Fetch, List, Point } from "./messages.ts";
import type { Config } from "./settings.ts";

export interface EnactorSetup {
  /** Its place among the enactors, from 0: when its turns are. */
  readonly index: number;
  readonly enactors: number;
  readonly dns: Address;
  readonly config: Config;
}

type Question = Fetch | Point | List | DeletePlans;

/** A plan on its way into the records. */
interface Application {
  readonly generation: number;
  /** What each record referred to at the check, or at the last refusal. */
  readonly seen: number[];
  endpoint: number;
}

export interface EnactorState {
  readonly setup: EnactorSetup;
  /** Questions asked so far. */
  questions: number;
  /** The one that waits for its answer; undefined between two of them. */
  asked: Question | undefined;
  application: Application | undefined;
  isHalted: boolean;
}

export const nextNumber = (state: EnactorState): number => state.questions + 1;

/** Asks, and asks the same again until there is an answer. */
export function ask(state: EnactorState, question: Question, effects: DnsEffects): void {
  state.questions = question.number;
  state.asked = question;
  sendAgain(state, effects);
}

export function sendAgain({ asked, setup }: EnactorState, effects: DnsEffects): void {
  if (asked === undefined) return;
  effects.send(setup.dns, asked);
  effects.setTimer("limit", setup.config.answerLimit, setup.config.answerLimit);
}
