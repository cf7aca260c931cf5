// Who may import whom: the table of docs/decisions.md, "House rules". Tests are exempt. Each
// rule's comment says what to do instead.
const tests = "\\.(test|test-helper)\\.ts$";

/** Files under `from` may import nothing of this house but what `allowed` matches. */
const only = (name, from, allowed, instead) => ({
  name,
  comment: instead,
  severity: "error",
  from: { path: from, pathNot: tests },
  to: { path: "^(sim|scenarios|properties|reports|cli|bench)/", pathNot: allowed },
});

module.exports = {
  forbidden: [
    only(
      "kernel-knows-nobody",
      "^sim/kernel/",
      ["^sim/kernel/"],
      "The kernel knows no database: move what it needs into sim/kernel.",
    ),
    only(
      "parts-are-pure",
      "^sim/parts/",
      ["^sim/parts/", "^sim/kernel/(time|assert|distribution|distribution-figures)\\.ts$"],
      "Parts have no events and no effects: pass plain values in.",
    ),
    only(
      "clients-know-no-system",
      "^sim/client/",
      ["^sim/client/", "^sim/kernel/", "^sim/parts/"],
      "Clients speak client/operation.ts and know no database.",
    ),
    only(
      "faults-know-the-kernel-alone",
      "^sim/faults/",
      ["^sim/faults/", "^sim/kernel/", "^sim/parts/(setting|duration-text)\\.ts$"],
      "Faults name machines, zones and links, never a system.",
    ),
    {
      name: "systems-keep-apart",
      comment: "Systems share by calling sim/parts, never one another.",
      severity: "error",
      from: { path: "^sim/systems/([^/]+)/", pathNot: tests },
      to: { path: "^sim/systems/", pathNot: "^sim/systems/$1/" },
    },
    only(
      "protocols-know-no-kernel",
      "^sim/systems/",
      [
        "^sim/systems/",
        "^sim/parts/",
        "^sim/kernel/(role|time|assert|system|topology|distribution)\\.ts$",
        "^sim/client/(operation|describe)\\.ts$",
      ],
      "Write what the protocol wants as an effect; the kernel interprets it.",
    ),
    only(
      "properties-only-watch",
      "^properties/",
      ["^properties/", "^sim/"],
      "Properties look at the simulation, never at scenarios or reports.",
    ),
    only(
      "scenarios-draw-nothing",
      "^scenarios/",
      ["^scenarios/", "^properties/", "^sim/"],
      "A scenario is a value; cli and reports use it.",
    ),
    {
      name: "scenarios-leave-the-kernel-alone",
      comment: "Only scenarios/run.ts and its folder know how a simulation is built.",
      severity: "error",
      from: { path: "^scenarios/[^/]+\\.ts$", pathNot: [tests, "^scenarios/(run|scenario)\\.ts$"] },
      to: { path: "^sim/kernel/", pathNot: "^sim/kernel/(time|distribution)\\.ts$" },
    },
    only(
      "reports-draw-results",
      "^reports/",
      [
        "^reports/",
        "^properties/(property|result)\\.ts$",
        "^sim/client/(history|operation)\\.ts$",
        "^sim/kernel/(time|trace)\\.ts$",
        "^sim/parts/condition\\.ts$",
      ],
      "A report draws what properties/result.ts holds; add there what it lacks.",
    ),
    {
      name: "nothing-from-outside-the-machine",
      comment: "Only cli and bench touch files, processes and clocks.",
      severity: "error",
      from: { path: "^(sim|scenarios|properties|reports)/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|node_modules)" },
    tsPreCompilationDeps: true,
    parser: "swc",
    enhancedResolveOptions: { extensions: [".ts", ".js"] },
  },
};
