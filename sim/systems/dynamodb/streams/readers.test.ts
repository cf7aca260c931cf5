import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { type LocalTime, ms, seconds } from "../../../kernel/time.ts";
import { configure } from "../config.ts";
import { admitReader, type Readers } from "./readers.ts";

const config = configure();
const at = (time: number): LocalTime => time as LocalTime;
const [one, two, three] = ["one", "two", "three"] as Address[];

test("a shard serves two readers, and a third one once one of them has gone", (t) => {
  const readers: Readers = new Map();
  t.true(admitReader(readers, one!, at(0), config));
  t.true(admitReader(readers, two!, at(0), config));
  t.false(admitReader(readers, three!, at(ms(250)), config));
  t.true(admitReader(readers, two!, at(seconds(1.5)), config));
  t.true(admitReader(readers, three!, at(seconds(2.1)), config), "the first one has gone");
});

test("a reader may call five times a second", (t) => {
  const readers: Readers = new Map();
  const calls = [0, 100, 200, 300, 400, 500].map((time) =>
    admitReader(readers, one!, at(ms(time)), config),
  );
  t.deepEqual(calls, [true, true, true, true, true, false]);
  t.true(admitReader(readers, one!, at(ms(1_001)), config));
});
