import type { Fault } from "./fault.ts";
import type { MachineChange, MessageRecord, Observer, Step, World } from "./observer.ts";
import type { Address, AnyMessage } from "./role.ts";
import type { SimTime } from "./time.ts";

type Told<Method extends keyof Observer> = (Observer & Required<Pick<Observer, Method>>)[];

/** All observers of a run, by what they want to be told, so that nobody is asked in vain. */
export class Audience {
  readonly steps: Told<"onStep">;
  readonly notes: Told<"onNote">;
  readonly marks: Told<"onMark">;
  readonly messages: Told<"onMessage">;
  readonly faults: Told<"onFault">;
  readonly machines: Told<"onMachine">;

  constructor(observers: readonly Observer[]) {
    const wanting = <Method extends keyof Observer>(method: Method): Told<Method> =>
      observers.filter((observer) => observer[method] !== undefined) as Told<Method>;
    this.steps = wanting("onStep");
    this.notes = wanting("onNote");
    this.marks = wanting("onMark");
    this.messages = wanting("onMessage");
    this.faults = wanting("onFault");
    this.machines = wanting("onMachine");
  }

  step(step: Step, world: World): void {
    for (const observer of this.steps) observer.onStep(step, world);
  }

  note(from: Address, fact: AnyMessage, now: SimTime): void {
    for (const observer of this.notes) observer.onNote(from, fact, now);
  }

  mark(from: Address, name: string, now: SimTime): void {
    for (const observer of this.marks) observer.onMark(from, name, now);
  }

  message(record: MessageRecord): void {
    for (const observer of this.messages) observer.onMessage(record);
  }

  fault(fault: Fault, phase: "begin" | "end", now: SimTime): void {
    for (const observer of this.faults) observer.onFault(fault, phase, now);
  }

  machine(machine: string, change: MachineChange, now: SimTime): void {
    for (const observer of this.machines) observer.onMachine(machine, change, now);
  }
}
