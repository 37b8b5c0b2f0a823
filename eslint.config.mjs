import tseslint from "typescript-eslint";
import * as lit from "eslint-plugin-lit";

const toolkitOnce = {
  name: "@vscode/webview-ui-toolkit",
  message: "Only webview/ui/toolkit.ts imports the toolkit, so that replacing it stays a one-file change.",
};

/** Ways in which a string could become markup: what came from the wire is hostile text. */
const noMarkup = [
  {
    selector:
      "MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment)$/]",
    message: "What came from the wire is hostile text: set textContent or use a Lit template.",
  },
  {
    selector:
      "ImportDeclaration[source.value=/unsafe-(html|svg|css|mathml)/], Identifier[name=/^unsafe(HTML|SVG|MathML|Static)$/]",
    message: "What came from the wire is hostile text: no unsafe templates.",
  },
];

export default tseslint.config(
  { ignores: ["dist/", "out/", ".cache/", "coverage/", "node_modules/", "**/*.js", "**/*.cjs", "**/*.mjs"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      // Numbers and booleans read well in template strings; objects, undefined and never do not.
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      // tsconfig's noPropertyAccessFromIndexSignature asks for the opposite.
      "@typescript-eslint/dot-notation": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-restricted-imports": ["error", { paths: [toolkitOnce] }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // VS Code takes any object with a dispose method for its class Disposable.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      eqeqeq: "error",
    },
  },
  {
    files: ["webview/**/*.ts", "src/panel/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ...noMarkup] },
  },
  { ...lit.configs["flat/recommended"], files: ["webview/**/*.ts"] },
  { files: ["webview/ui/toolkit.ts"], rules: { "no-restricted-imports": "off" } },
);
