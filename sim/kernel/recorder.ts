import { Fingerprint } from "./fingerprint.ts";
import { Labels } from "./labels.ts";
import { Trace } from "./trace.ts";

/** Takes down what happens: always into the fingerprint, and into a trace when one is kept. */
export class Recorder {
  readonly labels = new Labels();
  /** Addresses, by the index that stands for them in records; `Cast` gives them out. */
  readonly roles: string[] = [];
  readonly fingerprint = new Fingerprint();
  readonly trace: Trace | undefined;
  /** How often each label was marked. */
  private readonly markCounts: number[] = [];

  constructor(keepTrace: boolean) {
    this.trace = keepTrace ? new Trace(this.roles, this.labels.names) : undefined;
  }

  /** `kind` is one of `traced`; `role` and `peer` are indices of roles. */
  record(
    time: number,
    kind: number,
    role: number,
    peer: number,
    label: number,
    cause: number,
  ): void {
    const { fingerprint, trace } = this;
    fingerprint.add(time);
    fingerprint.add(((time / 0x1_0000_0000) << 8) | kind);
    fingerprint.add((role << 16) | peer);
    fingerprint.add(label);
    fingerprint.add(cause);
    if (trace !== undefined) trace.append(time, kind, role, peer, label, cause);
  }

  countMark(label: number): void {
    while (this.markCounts.length <= label) this.markCounts.push(0);
    this.markCounts[label]!++;
  }

  marks(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const [label, count] of this.markCounts.entries()) {
      if (count > 0) counts.set(this.labels.names[label]!, count);
    }
    return counts;
  }
}
