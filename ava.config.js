export default {
  files: ["{sim,scenarios,properties,reports,cli}/**/*.test.ts"],
  extensions: { ts: "module" },
  require: ["./tsx-register.js"],
  timeout: "5m",
};
