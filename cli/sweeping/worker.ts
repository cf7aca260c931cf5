/** What a worker thread of a sweep's pool runs. */

import { judgeUnit } from "./judge-unit.ts";

export default judgeUnit;
