import { due } from "./agenda.ts";
import type { Fault } from "./fault.ts";
import type { Hardships } from "./hardships.ts";
import type { Network } from "./network.ts";
import type { RandomStream } from "./random.ts";
import type { Run } from "./run.ts";
import { noCause, noIndex, traced } from "./trace.ts";

/** A fault in its run, with the slots of its edges while they are pending. */
interface Scheduled {
  readonly fault: Fault;
  readonly label: number;
  readonly random: RandomStream;
  begins: number | undefined;
  ends: number | undefined;
  inForce: boolean;
}

/** Begins and ends faults at their times. */
export class FaultDriver {
  private readonly run: Run;
  private readonly network: Network;
  private readonly hardships: Hardships;
  private readonly faults: readonly Scheduled[];

  constructor(run: Run, network: Network, hardships: Hardships, faults: readonly Fault[]) {
    this.run = run;
    this.network = network;
    this.hardships = hardships;
    this.faults = faults.map((fault, index) => ({
      fault,
      label: run.recorder.labels.of(`${fault.name} ${fault.about}`),
      random: run.streams(`fault/${index}/${fault.name}`),
      begins: run.agenda.add(fault.from, due.faultBegins, index, noCause),
      ends: Number.isFinite(fault.until)
        ? run.agenda.add(fault.until, due.faultEnds, index, noCause)
        : undefined,
      inForce: false,
    }));
  }

  begin(index: number): void {
    const scheduled = this.faults[index]!;
    const { fault, label } = scheduled;
    scheduled.begins = undefined;
    scheduled.inForce = true;
    this.run.begin(traced["fault begins"], noIndex, noIndex, label, noCause);
    this.run.audience.fault(fault, "begin", this.run.now);
    this.chooseJudges();
    fault.begin?.(this.hardships);
  }

  end(index: number): void {
    const scheduled = this.faults[index]!;
    const { fault, label } = scheduled;
    scheduled.ends = undefined;
    scheduled.inForce = false;
    this.run.begin(traced["fault ends"], noIndex, noIndex, label, noCause);
    this.run.audience.fault(fault, "end", this.run.now);
    this.chooseJudges();
    fault.end?.(this.hardships);
  }

  /** Ends what is in force, calls off what is to come, and gets every machine to run. */
  endAll(): void {
    for (const [index, scheduled] of this.faults.entries()) {
      const { begins, ends, inForce } = scheduled;
      for (const slot of [begins, ends]) if (slot !== undefined) this.run.agenda.queue.cancel(slot);
      scheduled.begins = undefined;
      scheduled.ends = undefined;
      if (inForce) this.end(index);
    }
    this.hardships.heal();
  }

  /** The fault being begun or ended, in words. */
  describe(index: number): string {
    const { fault } = this.faults[index]!;
    return `${fault.name} ${fault.about}`;
  }

  private chooseJudges(): void {
    this.network.judges = this.faults.filter(
      ({ fault, inForce }) => inForce && fault.judge !== undefined,
    );
  }
}
