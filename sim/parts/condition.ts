/** What a write may require of the item it finds. Facts: DynamoDB guide, condition expressions. */

export type Value = string | number;

/** `equals`, `below` and `at-least` are false when there is no item, as in DynamoDB. */
export type Condition =
  | { readonly kind: "exists" }
  | { readonly kind: "absent" }
  | { readonly kind: "equals"; readonly value: Value }
  | { readonly kind: "below" | "at-least"; readonly value: number };

/** Whether `current` (undefined: no item) satisfies the condition. */
export function satisfies(condition: Condition, current: Value | undefined): boolean {
  switch (condition.kind) {
    case "exists":
      return current !== undefined;
    case "absent":
      return current === undefined;
    case "equals":
      return current === condition.value;
    case "below":
      return typeof current === "number" && current < condition.value;
    case "at-least":
      return typeof current === "number" && current >= condition.value;
  }
}
