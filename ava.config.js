export default {
  files: ["{sim,scenarios,properties,reports,cli,bench}/**/*.test.ts"],
  extensions: { ts: "module" },
  require: ["./tsx-register.js"],
  timeout: "15m",
};
