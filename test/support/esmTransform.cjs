const { transformSync } = require("esbuild");

module.exports = {
  process: (source) => transformSync(source, { loader: "js", format: "cjs", target: "es2022", sourcemap: "inline" }),
};
