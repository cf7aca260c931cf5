import test from "ava";
import { type Limit, throttle } from "./throttles.ts";

const published: readonly (readonly [Limit, string, string])[] = [
  [
    { mode: "provisioned", limit: "provisioned" },
    "ProvisionedThroughputExceededException",
    "ProvisionedThroughputExceeded",
  ],
  [
    { mode: "provisioned", limit: "key-range" },
    "ProvisionedThroughputExceededException",
    "KeyRangeThroughputExceeded",
  ],
  [{ mode: "on-demand", limit: "key-range" }, "ThrottlingException", "KeyRangeThroughputExceeded"],
  [{ mode: "on-demand", limit: "account" }, "RequestLimitExceeded", "AccountLimitExceeded"],
  [{ mode: "on-demand", limit: "maximum" }, "ThrottlingException", "MaxOnDemandThroughputExceeded"],
];

for (const [limit, exception, ending] of published) {
  test(`${limit.mode}, ${limit.limit}: ${exception}, for table and index, read and write`, (t) => {
    for (const on of ["table", "index"] as const) {
      for (const direction of ["read", "write"] as const) {
        const start = `${on === "table" ? "Table" : "Index"}${direction === "read" ? "Read" : "Write"}`;
        const resource = on === "table" ? "orders" : "orders/by-customer";
        t.deepEqual(throttle(limit, { direction, resource }) as unknown, {
          exception,
          reason: `${start}${ending}`,
          resource,
        });
      }
    }
  });
}

test("a partition that refuses is named behind its table", (t) => {
  const limit: Limit = { mode: "provisioned", limit: "key-range" };
  const { resource } = throttle(limit, { direction: "read", resource: "orders", partition: "p7" });
  t.is(resource, "orders/p7");
});
