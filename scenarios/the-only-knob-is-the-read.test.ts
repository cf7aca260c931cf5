/** What a request can say at all. A field that is added or renamed does not compile here. */

import test from "ava";
import type { Request } from "../sim/client/operation.ts";

type FieldOf<Kind> = Kind extends unknown ? keyof Kind : never;

/** Of every field of every request: does it say what is asked, or which copies answer? */
const says: Readonly<Record<FieldOf<Request>, "what" | "which copies">> = {
  kind: "what",
  request: "what",
  table: "what",
  key: "what",
  sort: "what",
  condition: "what",
  value: "what",
  bytes: "what",
  add: "what",
  wanted: "what",
  backwards: "what",
  limit: "what",
  startAfter: "what",
  attributes: "what",
  index: "what",
  actions: "what",
  items: "what",
  token: "what",
  consistency: "which copies",
};

type Writes = Extract<Request, { kind: "put" | "update" | "delete" }>;

/** Compiles only as long as no write has such a field. */
const ofWrites: Exclude<"consistency", FieldOf<Writes>> = "consistency";

test("of all that a request says, only a read's consistency is about copies", (t) => {
  const knobs = Object.entries(says).filter(([, about]) => about === "which copies");
  t.deepEqual(
    knobs.map(([field]) => field),
    [ofWrites],
  );
});
