/**
 * What a storage node remembers of a partition's traffic: units consumed and refused over the last
 * seconds, and which keys (ATC '22, §4.3: balancing; §4.4: splitting for consumption). Kept only for
 * partitions that are asked.
 */

import type { LocalTime } from "../../../kernel/time.ts";
import { emptySample, type KeySample, observe as noteKey } from "../../../parts/key-sample.ts";
import {
  consume,
  meanOver,
  type ThroughputWindow,
  throughputWindow,
} from "../../../parts/throughput-window.ts";
import { partitionLimit } from "./allocation.ts";
import type { Direction } from "./demand.ts";
import type { AdmissionConfig } from "./settings.ts";

export interface Watched {
  /** `aboveFor` of it says for how long the partition has been above the split threshold. */
  readonly consumed: ThroughputWindow;
  /** From the first refusal on. */
  refused: ThroughputWindow | undefined;
}

export interface PartitionWatch {
  readonly read: Watched;
  readonly write: Watched;
  readonly sample: KeySample;
}

export const partitionWatch = (config: AdmissionConfig, at: LocalTime): PartitionWatch => ({
  read: watched(config, "read", at),
  write: watched(config, "write", at),
  sample: emptySample(),
});

function watched(config: AdmissionConfig, direction: Direction, at: LocalTime): Watched {
  const threshold = partitionLimit(config, direction) * config.splitThreshold;
  const consumed = throughputWindow({ length: config.consumptionWindow, threshold }, at);
  return { consumed, refused: undefined };
}

export function noteConsumed(
  watch: PartitionWatch,
  direction: Direction,
  key: string,
  units: number,
  at: LocalTime,
): void {
  consume(watch[direction].consumed, units, at);
  noteKey(watch.sample, key, units);
}

export function noteRefused(
  watch: PartitionWatch,
  direction: Direction,
  units: number,
  at: LocalTime,
): void {
  const one = watch[direction];
  one.refused ??= throughputWindow({ length: one.consumed.length, threshold: 0 }, at);
  consume(one.refused, units, at);
}

/** Means over the last `length` whole seconds, units a second. */
export const useOf = (
  { consumed, refused }: Watched,
  length: number,
  at: LocalTime,
): { readonly consumed: number; readonly refused: number } => ({
  consumed: meanOver(consumed, at, length),
  refused: refused === undefined ? 0 : meanOver(refused, at, length),
});
