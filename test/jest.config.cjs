const { availableParallelism } = require("node:os");

// d3 and the spreadsheet writer are published as modules only; jest needs them as CommonJS.
const modules = [
  "d3(-[a-z-]+)?",
  "internmap",
  "delaunator",
  "robust-predicates",
  "hucre",
  "mdast-util-.*",
  "micromark.*",
  "unist-util-.*",
  "decode-named-character-reference",
  "character-entities.*",
  "ccount",
  "escape-string-regexp",
  "markdown-table",
  "longest-streak",
  "devlop",
  "zwitch",
  "unzipper-esm",
  "saxen",
  "worker-f",
].join("|");

module.exports = {
  // Tests in the browser wait for it half of their time: two at once keep two cores busy.
  maxWorkers: Math.max(2, availableParallelism() - 1),
  rootDir: "..",
  coverageProvider: "v8",
  testEnvironment: "node",
  // A browser on a busy two-core machine takes its time; no test waits for time to pass.
  testTimeout: 90_000,
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  moduleNameMapper: { "\\.(less|css)$": "<rootDir>/test/support/empty.cjs" },
  transformIgnorePatterns: [`/node_modules/(?!(.*/)?(${modules})/)`],
  transform: {
    // Types are the lint's: here they are only taken away.
    "^.+\\.(ts|m?js)$": "<rootDir>/test/support/scriptTransform.cjs",
    "\\.kql$": "<rootDir>/test/support/textTransform.cjs",
  },
};
