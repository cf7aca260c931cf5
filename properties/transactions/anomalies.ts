import type { Verdict } from "../property.ts";
import {
  type Anomaly,
  type AnomalyName,
  type TransactionModel,
  type TransactionReport,
  transactionModels,
} from "./transaction-history.ts";

/** How many anomalies of one name a report describes. */
const describedOfEach = 10;

/** Collects anomalies, of each name the first few. */
export class Anomalies {
  readonly found: Anomaly[] = [];
  private readonly counts = new Map<AnomalyName, number>();

  /** Whether another one of this name would be left out. Ask before taking pains over a proof. */
  isFull(name: AnomalyName): boolean {
    return (this.counts.get(name) ?? 0) >= describedOfEach;
  }

  add(anomaly: Anomaly): void {
    if (this.isFull(anomaly.name)) return;
    const same = this.found.findIndex(
      ({ name, proof }) => name === anomaly.name && proof === anomaly.proof,
    );
    if (same >= 0) {
      // One proof may do for two models: the weaker one is what counts.
      if (rankOf(anomaly) < rankOf(this.found[same]!)) this.found[same] = anomaly;
      return;
    }
    this.counts.set(anomaly.name, (this.counts.get(anomaly.name) ?? 0) + 1);
    this.found.push(anomaly);
  }

  /** Rank of the weakest model that is ruled out; `Infinity`: none is. */
  ruledOutFrom(): number {
    return Math.min(...this.found.map(rankOf));
  }

  /** One that is not a cycle. */
  addDirect(
    name: AnomalyName,
    rulesOut: TransactionModel | undefined,
    transactions: readonly number[],
    proof: string,
  ): void {
    this.add({ name, called: undefined, rulesOut, transactions, cycle: [], proof });
  }
}

const rankOf = ({ rulesOut }: Anomaly): number =>
  rulesOut === undefined ? Number.POSITIVE_INFINITY : transactionModels.indexOf(rulesOut);

/** The models that anomalies rule out are broken, those in `open` unknown, all others hold. */
export function reportOn(
  anomalies: Anomalies,
  open: ReadonlySet<TransactionModel>,
): TransactionReport {
  const weakest = anomalies.ruledOutFrom();
  const verdictOf = (model: TransactionModel, rank: number): Verdict => {
    if (rank >= weakest) return "broken";
    return open.has(model) ? "unknown" : "holds";
  };
  const verdicts = transactionModels.map(verdictOf);
  const models = Object.fromEntries(
    transactionModels.map((model, rank) => [model, verdicts[rank]!]),
  ) as Record<TransactionModel, Verdict>;
  return {
    anomalies: anomalies.found,
    models,
    strongest: transactionModels[verdicts.lastIndexOf("holds")],
  };
}
