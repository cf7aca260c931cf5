import test from "ava";
import type { Operation } from "../sim/client/history.ts";
import { ratesOverTime } from "./rates-over-time.ts";
import { sampleOutage } from "./sample-recording.ts";

const [base] = sampleOutage(60).cases[0]!.operations;

const asked = (invoked: number, about: Partial<Operation>): Operation => ({
  ...base!,
  invoked: invoked as Operation["invoked"],
  outcome: "ok",
  ...about,
});

const refused = { outcome: "fail", error: "throttled" } as const;
const span = { from: 0, until: 1_000_000 };

test("rates are per second, in windows from multiples of their width, tenant by tenant", (t) => {
  const rates = ratesOverTime(
    [
      asked(499_999, { tenant: "b" }),
      asked(500_000, { tenant: "b" }),
      asked(500_001, { tenant: "b", ...refused }),
      asked(10, { tenant: "a", ...refused }),
      asked(20, {}),
    ],
    span,
    500_000,
  );
  const first = { from: 0, until: 500_000 };
  const second = { from: 500_000, until: 1_000_000 };
  t.deepEqual(rates, [
    {
      tenant: undefined,
      bins: [
        { ...first, admitted: 2, throttled: 0 },
        { ...second, admitted: 0, throttled: 0 },
      ],
    },
    {
      tenant: "a",
      bins: [
        { ...first, admitted: 0, throttled: 2 },
        { ...second, admitted: 0, throttled: 0 },
      ],
    },
    {
      tenant: "b",
      bins: [
        { ...first, admitted: 2, throttled: 0 },
        { ...second, admitted: 2, throttled: 2 },
      ],
    },
  ]);
});

test("what is outside the stretch, unknown or refused for another reason counts in neither", (t) => {
  const [rates] = ratesOverTime(
    [
      asked(1_000_000, {}),
      asked(5, { outcome: "info", error: "time-out" }),
      asked(6, { outcome: "fail", error: "condition-failed" }),
    ],
    span,
    1_000_000,
  );
  t.deepEqual(rates?.bins, [{ ...span, admitted: 0, throttled: 0 }]);
});
