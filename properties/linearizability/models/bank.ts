import { anyFootprint, illegal, type Model } from "../model.ts";

/** Accounts by number; a read saw the balance of each. */
export type BankCall =
  | {
      readonly kind: "transfer";
      readonly from: number;
      readonly to: number;
      readonly amount: number;
    }
  | { readonly kind: "read"; readonly balances: Balances };

/** By account. */
type Balances = readonly number[];

/**
 * Accounts with money in them that is moved and counted. `initial` undefined: nobody knows what was
 * in them at first, and the first read to take effect tells. Balances may fall below nothing:
 * whether that is allowed is the bank's own rule.
 */
export const bank = (initial: Balances | undefined): Model<Balances | undefined, BankCall> => ({
  name: "bank",
  initial,
  step(balances, call) {
    if (call.kind === "transfer") return balances && moved(balances, call);
    if (balances === undefined) return call.balances;
    return isSame(balances, call.balances) ? balances : illegal;
  },
  keyOf: (balances) => balances?.join(" "),
  rank: () => 0,
  footprint(call) {
    if (call.kind === "transfer") return anyFootprint;
    const seen = [call.balances];
    if (initial === undefined) return { ...anyFootprint, leaves: seen };
    return { isReadOnly: true, watches: seen, needs: true, leaves: seen, lowers: false };
  },
  signature: (call) => JSON.stringify(call),
});

function moved(
  balances: Balances,
  { from, to, amount }: Extract<BankCall, { readonly kind: "transfer" }>,
): Balances {
  const left = balances.with(from, balances[from]! - amount);
  return left.with(to, left[to]! + amount);
}

const isSame = (one: Balances, other: Balances): boolean =>
  one.length === other.length && one.every((balance, account) => balance === other[account]);
