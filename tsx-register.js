// Lets ava's worker threads import TypeScript: `--import tsx` alone does not reach them.
import { register } from "tsx/esm/api";

register();
