/** Layers import downward only; the three shells never import each other. */
const layer = (name) => `^src/${name}/`;
const only = (name, allowed) => ({
  name: `${name}-imports-downward`,
  severity: "error",
  from: { path: layer(name) },
  to: { path: "^src/", pathNot: [name, ...allowed].map(layer) },
});

module.exports = {
  forbidden: [
    only("knowledge", []),
    only("model", ["knowledge"]),
    only("view", ["model", "knowledge"]),
    only("export", ["model", "knowledge"]),
    only("powerbi", ["view", "export", "model", "knowledge"]),
    only("panel", ["view", "export", "model", "knowledge"]),
    only("cli", ["export", "model", "knowledge"]),
    only("host", []),
    only("cloud", []),
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    {
      name: "only-powerbi-knows-the-visuals-api",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(powerbi|host)/" },
      to: { path: "powerbi-visuals-api" },
    },
    {
      name: "model-has-no-dom-library",
      severity: "error",
      from: { path: "^src/(model|export|knowledge)/" },
      to: { path: "node_modules/d3" },
    },
    {
      name: "visual-reads-no-files",
      severity: "error",
      from: { path: "^src/(powerbi|view|export|model)/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "command-line-connects-to-nothing",
      severity: "error",
      from: { path: "^src/cli/" },
      to: { path: "^(node:)?(https?|http2|net|tls|dgram|dns|child_process|cluster|worker_threads|inspector)(/|$)" },
    },
    {
      name: "command-line-needs-no-packages-of-its-own",
      severity: "error",
      from: { path: "^src/cli/" },
      to: { path: "node_modules" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.check.json" },
  },
};
