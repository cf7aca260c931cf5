import test from "ava";
import type { Address } from "../../../kernel/role.ts";
import { tokenServerOf } from "./token-server.ts";

const servers = ["gac-1", "gac-2", "gac-3", "gac-4"] as Address[];
const tables = Array.from({ length: 400 }, (_, index) => `table-${index}`);

test("tables are spread over all servers", (t) => {
  const counts = servers.map(
    (server) => tables.filter((table) => tokenServerOf(table, servers) === server).length,
  );
  for (const count of counts) t.true(count > 60 && count < 140, `${counts}`);
});

test("a server less moves its own tables and no others", (t) => {
  const fewer = servers.slice(0, 3);
  for (const table of tables) {
    const before = tokenServerOf(table, servers)!;
    if (fewer.includes(before)) t.is(tokenServerOf(table, fewer), before);
  }
});

test("the order in which servers are named does not matter, and there may be none", (t) => {
  const turned = [...servers].reverse();
  for (const table of tables) t.is(tokenServerOf(table, turned), tokenServerOf(table, servers));
  t.is(tokenServerOf("t", []), undefined);
});
