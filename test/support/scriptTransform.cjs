const { transformSync } = require("esbuild");

module.exports = {
  process: (source, file) =>
    transformSync(source, {
      loader: file.endsWith(".ts") ? "ts" : "js",
      format: "cjs",
      target: "es2022",
      // Jest knows require; a dynamic import would need modules of its virtual machine.
      supported: { "dynamic-import": false },
      sourcefile: file,
      sourcemap: "inline",
      sourcesContent: false,
    }),
};
