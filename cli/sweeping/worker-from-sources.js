// A worker of the pool when the program runs from its sources: workers do not inherit what taught
// the main thread to read TypeScript. Not part of the compiled program.
import { register } from "tsx/esm/api";

register();
const { default: judgeUnit } = await import("./worker.ts");

export default judgeUnit;
