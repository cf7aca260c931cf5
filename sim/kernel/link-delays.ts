import { type Sampler, sampler } from "./distribution.ts";
import type { NetworkSpec } from "./topology.ts";

/** The delays of a network between zones, each compiled when a link first needs it. */
export class LinkDelays {
  private readonly spec: NetworkSpec;
  private readonly samplers = new Map<string, Sampler>();

  constructor(spec: NetworkSpec) {
    this.spec = spec;
  }

  between(from: string, to: string): Sampler {
    const pair = `${from}>${to}`;
    let compiled = this.samplers.get(pair);
    if (compiled === undefined) {
      const otherwise = from === to ? this.spec.withinZone : this.spec.acrossZones;
      compiled = sampler(this.spec.pairs?.[pair] ?? otherwise);
      this.samplers.set(pair, compiled);
    }
    return compiled;
  }
}
