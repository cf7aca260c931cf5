import test from "ava";
import { renderReport } from "../page.ts";
import { sampleOutage } from "../sample-recording.ts";

const plain = sampleOutage(60);

const withTenants = {
  ...plain,
  cases: plain.cases.map((one) => ({
    ...one,
    operations: one.operations.map((operation, index) => ({
      ...operation,
      tenant: index % 2 === 0 ? "shop" : "bank",
    })),
  })),
};

test("a run in which nobody is throttled, and without tenants, has no such panel", (t) => {
  t.false(renderReport(plain).includes("admission"));
});

test("a run with tenants has the panel, a link to it, and columns for each", (t) => {
  const page = renderReport(withTenants);
  t.true(page.includes('href="#case-1-admission"'));
  t.true(page.includes('<section id="case-1-admission">'));
  for (const head of ["shop admitted", "shop refused", "bank admitted", "bank refused"]) {
    t.true(page.includes(head), head);
  }
});
