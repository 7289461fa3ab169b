import powerbi from "eslint-plugin-powerbi-visuals";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["dist/", ".tmp/", "node_modules/", "coverage/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, powerbi.configs.recommended],
    languageOptions: { parserOptions: { project: "./tsconfig.check.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Typed arrays and tables are read by index all over; the index is known to exist there.
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    // Hosts hand over less than the API declares: embedded, mobile and older ones lack members.
    files: ["src/powerbi/**/*.ts"],
    rules: { "@typescript-eslint/no-unnecessary-condition": "off" },
  },
  {
    files: ["src/{knowledge,model,view,export,powerbi,panel,cli}/**/*.ts"],
    rules: { "no-console": "error" },
  },
  {
    files: ["src/{model,view,export,knowledge}/**/*.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Date", property: "now", message: "The clock is a parameter." },
        { object: "Math", property: "random", message: "Equal input gives equal output." },
      ],
    },
  },
  {
    // The command line reads the files that it is told to, and connects to nothing.
    files: ["src/cli/**/*.ts"],
    rules: {
      "powerbi-visuals/non-literal-fs-path": "off",
      "no-restricted-globals": ["error", "fetch", "WebSocket", "XMLHttpRequest", "EventSource"],
    },
  },
  {
    files: ["test/**/*.ts", "src/build/**/*.ts"],
    rules: {
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "powerbi-visuals/no-http-string": "off",
      "powerbi-visuals/non-literal-fs-path": "off",
    },
  },
);
