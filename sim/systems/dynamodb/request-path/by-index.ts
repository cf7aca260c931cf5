/** Queries by an index: a global one is a table of its own, a local one is in the table. */

import type { AnyRequest } from "../messages/own.ts";
import { indexTable, isGlobal } from "../tables.ts";
import type { RouterSetup } from "./state.ts";

/**
 * The request as the routers' map knows where to bring it. Undefined: there is no such index, or it
 * is a global one, which gives no strong reads (developer guide, GSI).
 */
export function byIndex({ tables }: RouterSetup, request: AnyRequest): AnyRequest | undefined {
  if (request.kind !== "query" || request.index === undefined) return request;
  const { index, ...query } = request;
  const spec = tables?.get(query.table ?? "")?.indexes?.find(({ name }) => name === index);
  if (spec === undefined) return undefined;
  if (!isGlobal(spec)) return request;
  if (query.consistency === "strong") return undefined;
  return { ...query, table: indexTable(query.table ?? "", index) };
}
