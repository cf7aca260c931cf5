import type { Datum } from "./datum.ts";
import { FormatError, quoted } from "./format-error.ts";

/** What closes what was opened. */
const closing: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" };

const escapes: Readonly<Record<string, string>> = {
  ...{ n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" },
  ...{ '"': '"', "\\": "\\", "/": "/" },
};

const characters: Readonly<Record<string, string>> = {
  ...{ newline: "\n", space: " ", tab: "\t", return: "\r" },
  ...{ backspace: "\b", formfeed: "\f" },
};

/** What ends a name or a number. */
const isBoundary = (character: string): boolean =>
  character === "" || isBlank(character) || '[](){}";'.includes(character);

/** Commas are blanks in EDN, and may as well be in JSON. */
const isBlank = (character: string): boolean =>
  character === " " ||
  character === "\n" ||
  character === "," ||
  character === "\r" ||
  character === "\t" ||
  character === "\ufeff";

/**
 * Reads EDN (github.com/edn-format/edn) and JSON alike, one datum after another: a colon that
 * stands between the name and the value of an entry is passed over. Tags mean nothing to us and are
 * left out, all but what they stand before.
 */
export class DatumReader {
  private readonly text: string;
  private place = 0;
  /** Lines are counted up to here. */
  private counted = 0;
  private line = 1;
  /** How many lists and maps are open. */
  private depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** The line of what comes next, from 1. Never asked of a place before the last one asked. */
  lineHere(): number {
    for (; this.counted < this.place; this.counted += 1) {
      if (this.text.charCodeAt(this.counted) === 10) this.line += 1;
    }
    return this.line;
  }

  /** The next character that means something; "" at the end. */
  peek(): string {
    for (;;) {
      const character = this.text.charAt(this.place);
      if (isBlank(character)) this.place += 1;
      else if (character === ";") this.skipLine();
      else if (character === "#" && this.text.charAt(this.place + 1) === "_") this.discard();
      else return character;
    }
  }

  /** Steps over one character, which `peek` has shown. */
  step(): void {
    this.place += 1;
  }

  read(): Datum {
    const character = this.peek();
    switch (character) {
      case "":
        throw this.error("the file ends in the middle of a value");
      case "[":
      case "(":
        return this.readList(character);
      case "{":
        return this.readMap();
      case '"':
        return this.readText();
      case "#":
        return this.readTagged();
      case "\\":
        return this.readCharacter();
      case ":":
        this.step();
        return this.readWord();
      default:
        return this.plain(this.readWord());
    }
  }

  /** @throws FormatError always, to be thrown where it is called */
  error(message: string): FormatError {
    return new FormatError(this.lineHere(), message);
  }

  private readList(open: string): readonly Datum[] {
    const close = closing[open]!;
    const items: Datum[] = [];
    this.enter();
    while (!this.isClosedBy(close)) items.push(this.read());
    return items;
  }

  private readMap(): Datum {
    const entries = new Map<Datum, Datum>();
    this.enter();
    while (!this.isClosedBy("}")) {
      const isText = this.peek() === '"';
      const name = this.read();
      if (isText) this.passColon();
      if (this.peek() === "}") throw this.error("a map has a name without a value");
      entries.set(name, this.read());
    }
    return entries;
  }

  /** The colon of JSON stands right behind the name, or has a blank behind it; a keyword's neither. */
  private passColon(): void {
    const isClose = this.text.charAt(this.place) === ":";
    if (this.peek() !== ":") return;
    if (isClose || isBoundary(this.text.charAt(this.place + 1))) this.step();
  }

  private enter(): void {
    this.step();
    this.depth += 1;
    if (this.depth > 200) throw this.error("values are nested more than 200 deep");
  }

  private isClosedBy(close: string): boolean {
    const next = this.peek();
    if (next === close) {
      this.step();
      this.depth -= 1;
      return true;
    }
    if (next === "") throw this.error(`the file ends before a "${close}" that should come`);
    if ("])}".includes(next)) throw this.error(`found "${next}", expected "${close}"`);
    return false;
  }

  private readText(): string {
    const from = this.place + 1;
    let end = from;
    while (this.text[end] !== '"' && this.text[end] !== "\\") {
      if (end >= this.text.length) throw this.error("the file ends in the middle of a text");
      end += 1;
    }
    this.place = end;
    let text = this.text.slice(from, end);
    while (this.text[this.place] !== '"') text += this.readPiece();
    this.step();
    return text;
  }

  /** One character of a text, which may be written as an escape. */
  private readPiece(): string {
    const character = this.text.charAt(this.place);
    if (character === "") throw this.error("the file ends in the middle of a text");
    this.step();
    if (character !== "\\") return character;
    const letter = this.text.charAt(this.place);
    this.step();
    if (letter !== "u") {
      const meant = escapes[letter];
      if (meant === undefined) throw this.error(`a text has the unknown escape "\\${letter}"`);
      return meant;
    }
    const digits = this.text.slice(this.place, this.place + 4);
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) throw this.error("a text has a \\u without four digits");
    this.place += 4;
    return String.fromCharCode(Number.parseInt(digits, 16));
  }

  /** `#{…}` is a set; of `#tag value` the value is left. */
  private readTagged(): Datum {
    this.step();
    if (this.text.charAt(this.place) === "{") {
      const items: Datum[] = [];
      this.enter();
      while (!this.isClosedBy("}")) items.push(this.read());
      return items;
    }
    this.readWord();
    return this.read();
  }

  private readCharacter(): string {
    this.step();
    const first = this.text.charAt(this.place);
    this.step();
    if (first === "") throw this.error("the file ends in the middle of a value");
    const name = isBoundary(this.text.charAt(this.place)) ? first : first + this.readWord();
    return characters[name] ?? name;
  }

  private readWord(): string {
    const from = this.place;
    while (!isBoundary(this.text.charAt(this.place))) this.place += 1;
    if (this.place > from) return this.text.slice(from, this.place);
    throw this.error(`found ${quoted(this.text.charAt(from))}, expected a value`);
  }

  /** A number, one of the three constants, or a symbol, which is as good as a keyword. */
  private plain(word: string): Datum {
    if (word === "nil" || word === "null") return null;
    if (word === "true") return true;
    if (word === "false") return false;
    if (!/^[-+]?\d/.test(word)) return word;
    const number = Number(word.replace(/[NM]$/, ""));
    if (Number.isNaN(number)) throw this.error(`found ${quoted(word)}, expected a number`);
    const isExact = Number.isSafeInteger(number) || !Number.isInteger(number);
    return isExact ? number : word;
  }

  private skipLine(): void {
    const end = this.text.indexOf("\n", this.place);
    this.place = end < 0 ? this.text.length : end;
  }

  /** `#_` leaves out the datum that follows. */
  private discard(): void {
    this.place += 2;
    this.read();
  }
}
