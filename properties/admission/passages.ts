/**
 * What passes a storage node, seen from outside: the requests that it hands to replicas, the answers
 * that it passes back, the requests that it refuses for a partition's sake. Nothing is taken from
 * its own books.
 */

import type { Throttle } from "../../sim/client/operation.ts";
import type { Effect } from "../../sim/kernel/role.ts";
import {
  costOf,
  type Demand,
  demandOf,
  estimateOf,
} from "../../sim/systems/dynamodb/admission/demand.ts";
import type { Config } from "../../sim/systems/dynamodb/config.ts";
import type { DynamoMessage } from "../../sim/systems/dynamodb/messages.ts";
import type { NodeState } from "../../sim/systems/dynamodb/storage-node/node-state.ts";
import { storageNode } from "../../sim/systems/dynamodb/storage-node/storage-node.ts";
import type { RoleView, Step } from "../property.ts";

export interface Request {
  readonly partition: string;
  readonly demand: Demand;
  /** Units known before it runs. */
  readonly estimate: number;
}

export type Passage =
  | { readonly kind: "started" }
  | { readonly kind: "admitted"; readonly of: Request }
  /** It cost `units`; 0: it never ran. */
  | { readonly kind: "answered"; readonly of: Request; readonly units: number }
  | { readonly kind: "refused"; readonly of: Request; readonly throttle: Throttle };

export interface Passed {
  readonly node: RoleView<NodeState, unknown>;
  readonly config: Config;
  readonly passages: readonly Passage[];
}

/** Follows all nodes; give it every step. Undefined: no storage node moved. */
export function followNodes(): (step: Step) => Passed | undefined {
  const running = new Map<string, Map<number, Request>>();
  return (step) => {
    const move = step.by(storageNode);
    if (move === undefined) return undefined;
    const { who, event, effects } = move;
    const { config } = who.state.setup;
    if (event === undefined) {
      running.set(who.address, new Map());
      return { node: who, config, passages: [{ kind: "started" }] };
    }
    const own = running.get(who.address) ?? new Map<number, Request>();
    running.set(who.address, own);
    const asked = event.kind === "message" ? askedBy(event.message) : undefined;
    const passages = effects.flatMap((effect) => passagesOf(effect, own, asked));
    return { node: who, config, passages };
  };
}

function askedBy(message: DynamoMessage): Request | undefined {
  if (message.kind !== "forward") return undefined;
  const demand = demandOf(message.request);
  return { partition: message.partition ?? "", demand, estimate: estimateOf(demand) };
}

/** `asked`: what the router has just asked for, if that is what the node moved on. */
function passagesOf(
  effect: Effect<DynamoMessage, unknown>,
  running: Map<number, Request>,
  asked: Request | undefined,
): Passage[] {
  if (effect.kind !== "send") return [];
  const { message } = effect;
  if (message.kind === "forward" && asked !== undefined) {
    running.set(message.request.request, asked);
    return [{ kind: "admitted", of: asked }];
  }
  if (!isAnswer(message)) return [];
  if (asked !== undefined && message.kind === "rejected" && message.throttle !== undefined) {
    return [{ kind: "refused", of: asked, throttle: message.throttle }];
  }
  const of = running.get(message.request);
  running.delete(message.request);
  return of === undefined ? [] : [{ kind: "answered", of, units: costOf(message, of.demand) }];
}

type Answer = Extract<
  DynamoMessage,
  { readonly kind: "done" | "rejected" | "failed" | "not-leader" | "wrong-partition" }
>;

const isAnswer = (message: DynamoMessage): message is Answer =>
  message.kind === "done" ||
  message.kind === "rejected" ||
  message.kind === "failed" ||
  message.kind === "not-leader" ||
  message.kind === "wrong-partition";
