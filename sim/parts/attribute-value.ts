/**
 * Attribute values: DynamoDB's ten types as plain data, named as in its wire format. Numbers are
 * decimal text of up to 38 digits, more than a number of ours holds; binary is base64.
 */

export type AttributeValue =
  | { readonly kind: "S"; readonly value: string }
  | { readonly kind: "N"; readonly value: string }
  | { readonly kind: "B"; readonly value: string }
  | { readonly kind: "BOOL"; readonly value: boolean }
  | { readonly kind: "NULL" }
  | { readonly kind: "SS" | "NS" | "BS"; readonly values: readonly string[] }
  | { readonly kind: "L"; readonly values: readonly AttributeValue[] }
  | { readonly kind: "M"; readonly values: Item };

/** Attributes by name; their order means nothing. */
export interface Item {
  readonly [name: string]: AttributeValue;
}

/** A number without its spelling: `0.digits` times ten to the `exponent`; no digits: zero. */
export interface Decimal {
  readonly negative: boolean;
  /** Neither end is a zero. */
  readonly digits: string;
  readonly exponent: number;
}

const spelling = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,9}))?$/;

/** The number that the text spells, of whatever size; undefined: it spells none. */
export function decimalOf(text: string): Decimal | undefined {
  const [, sign, whole = "", fraction = "", exponent = "0"] = spelling.exec(text) ?? [];
  if (sign === undefined || whole + fraction === "") return undefined;
  const leading = (whole + fraction).replace(/^0+/, "");
  const digits = leading.replace(/0+$/, "");
  if (digits === "") return { negative: false, digits, exponent: 0 };
  const point = whole.length - (whole.length + fraction.length - leading.length);
  return { negative: sign === "-", digits, exponent: Number(exponent) + point };
}

/** Why the text is no DynamoDB number (developer guide, ServiceQuotas); undefined: it is one. */
export function whyRefuseNumber(text: string): string | undefined {
  const decimal = decimalOf(text);
  if (decimal === undefined) return `"${text}" is not a number`;
  const { digits, exponent } = decimal;
  if (digits.length > 38) return `a number has at most 38 significant digits, not ${digits.length}`;
  if (digits !== "" && exponent > 126) return `${text} is beyond 9.99E+125 in magnitude`;
  if (digits !== "" && exponent < -129) return `${text} is below 1E-130 in magnitude`;
  return undefined;
}

/** The one spelling of a number: plain decimals, no zeros to trim, no "-0". The text spells one. */
export function canonicalNumber(text: string): string {
  const { negative, digits, exponent } = decimalOf(text) ?? {
    negative: false,
    digits: "",
    exponent: 0,
  };
  if (digits === "") return "0";
  const padded = exponent <= 0 ? "0".repeat(1 - exponent) + digits : digits.padEnd(exponent, "0");
  const point = Math.max(1, exponent);
  const fraction = padded.slice(point);
  return (negative ? "-" : "") + padded.slice(0, point) + (fraction === "" ? "" : `.${fraction}`);
}

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const isBase64 = (text: string): boolean => base64.test(text);

/** Bytes that valid base64 stands for. */
export const base64Bytes = (text: string): number =>
  (text.length / 4) * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
