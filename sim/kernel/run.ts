import { Agenda } from "./agenda.ts";
import type { Audience } from "./audience.ts";
import type { Streams } from "./random.ts";
import type { Recorder } from "./recorder.ts";
import type { SimTime } from "./time.ts";
import { noCause } from "./trace.ts";

/** What all parts of one run share: the clock, what is pending, who is told. */
export class Run {
  now = 0 as SimTime;
  /** Events so far: the number of the next one. */
  events = 0;
  /** Number of the event being handled: the cause of all that happens now. */
  current: number = noCause;
  /** Changes whenever a running role stops: its machine crashes, or it ends. */
  generation = 0;
  readonly agenda = new Agenda();
  readonly streams: Streams;
  readonly recorder: Recorder;
  readonly audience: Audience;

  constructor(streams: Streams, recorder: Recorder, audience: Audience) {
    this.streams = streams;
    this.recorder = recorder;
    this.audience = audience;
  }

  /** Begins a new event and takes it down. Arguments as in `Recorder.record`. */
  begin(kind: number, role: number, peer: number, label: number, cause: number): void {
    this.current = this.events++;
    this.recorder.record(this.now, kind, role, peer, label, cause);
  }
}
