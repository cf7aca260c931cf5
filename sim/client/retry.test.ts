import test from "ava";
import { defaults } from "../parts/setting.ts";
import { backOff, earnQuota, spendQuota } from "./retry.ts";
import { clientSettings } from "./settings.ts";

const settings = defaults(clientSettings);

test("the back-off's bound doubles from 25 ms, or 1 s when throttled, and stops at 20 s", (t) => {
  const transient = [0, 1, 2, 20].map((retry) => backOff(settings, "transient", retry) / 1000);
  t.deepEqual(transient, [25, 50, 100, 20_000]);
  t.deepEqual(
    [0, 1, 5].map((retry) => backOff(settings, "throttling", retry) / 1000),
    [1_000, 2_000, 20_000],
  );
});

test("35 transient retries empty the quota of 500; a first success earns one, never above 500", (t) => {
  const account = { quota: settings.retryQuota, setup: { settings } };
  let retries = 0;
  while (spendQuota(account, "transient") !== undefined) retries += 1;
  t.is(retries, 35);
  t.is(account.quota, 10);
  t.is(spendQuota(account, "throttling"), 5);
  for (let index = 0; index < 600; index += 1) earnQuota(account, undefined);
  t.is(account.quota, 500);
});

test("a retry that succeeds gives back what it cost: 5 after throttling, 14 otherwise", (t) => {
  const account = { quota: 100, setup: { settings } };
  earnQuota(account, spendQuota(account, "throttling"));
  t.is(account.quota, 100);
  earnQuota(account, spendQuota(account, "transient"));
  t.is(account.quota, 100);
  // Two retries, the second of which succeeds: the first one's cost stays paid.
  spendQuota(account, "transient");
  earnQuota(account, spendQuota(account, "throttling"));
  t.is(account.quota, 86);
});
