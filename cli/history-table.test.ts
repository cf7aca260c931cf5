import test from "ava";
import type { Operation } from "../sim/client/history.ts";
import type { RequestId } from "../sim/client/operation.ts";
import type { SimTime } from "../sim/kernel/time.ts";
import { historyTable } from "./history-table.ts";

test("a history is a table that one can read aloud", (t) => {
  const refused: Operation = {
    request: 21 as RequestId,
    client: 0,
    process: "client-b-1",
    kind: "put",
    key: "k\u001b[31m",
    consistency: undefined,
    argument: "r21",
    condition: undefined,
    attempt: 0,
    retryOf: undefined,
    phase: "load",
    invoked: 657_123 as SimTime,
    completed: 700_000 as SimTime,
    outcome: "fail",
    result: undefined,
    version: 0,
    units: 0,
    error: "no-leader",
  };
  t.deepEqual(
    [...historyTable("dynamodb", [refused], 1_000_000)],
    [
      "# dynamodb: time in s, client, what, operation, key, value, request\n",
      '    0.657123  client-b-1  invoke  put     k[31m  "r21"  r21\n',
      '    0.700000  client-b-1  fail    put     k[31m  "r21"  r21  no-leader\n',
    ],
  );
});
