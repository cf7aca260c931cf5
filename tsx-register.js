// Lets ava's worker threads import TypeScript (`--import tsx` alone does not reach them), and
// gives property tests one seed, so that a test run repeats; PROPERTY_SEED draws another.
import fc from "fast-check";
import { register } from "tsx/esm/api";

register();
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261122) });
