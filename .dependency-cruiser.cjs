// The layers of the house, as ARCHITECTURE.md draws them. npm run layers.

/** core's folders, lowest first. A folder imports itself and the rows above it in this list. */
const CORE = [
  ["words"],
  ["bytes"],
  ["fields"],
  ["grammar"],
  ["tls", "asn1", "quic", "text", "configuration"],
  ["x509", "capture"],
  ["crypto"],
  ["keystore"],
  ["session"],
  ["engine"],
  ["check"],
  ["convert"],
  ["explain"],
  ["inspect"],
];

/** Siblings in one row that know each other all the same. */
const SIBLINGS = { quic: ["tls"] };

/** Files of types only that stand at the bottom: any folder may import them. */
const CONTRACTS = "^src/core/(inspection|crypto/provider|session/wireLog)\\.ts$";

const coreOrder = CORE.flatMap((row, i) =>
  row.map((folder) => {
    const above = CORE.slice(i + 1).flat();
    const beside = row.filter((other) => other !== folder && !(SIBLINGS[folder] ?? []).includes(other));
    return {
      name: `core-${folder}`,
      comment: `core/${folder} stands below, or beside, what it imports here`,
      severity: "error",
      from: { path: `^src/core/${folder}/` },
      to: { path: `^src/core/(${[...above, ...beside].join("|") || "none"})/`, pathNot: CONTRACTS },
    };
  }),
);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...coreOrder,
    {
      name: "core-contracts",
      comment: "core/inspection.ts holds the types that everything shares: it knows only bytes and fields",
      severity: "error",
      from: { path: CONTRACTS },
      to: { path: "^src/core/", pathNot: ["^src/core/(bytes|fields)/", CONTRACTS] },
    },
    {
      name: "core-is-closed",
      comment: "Nothing in core imports from outside core",
      severity: "error",
      from: { path: "^src/core/" },
      to: { path: "^(src/(?!core/)|webview/|test/|scripts/)" },
    },
    {
      name: "core-known-folders",
      comment: "A new folder in core gets its place in the list at the top of .dependency-cruiser.cjs",
      severity: "error",
      from: {},
      to: { path: `^src/core/(?!(${CORE.flat().join("|")})/)[^/]+/` },
    },
    {
      name: "core-is-pure",
      comment: "core runs in a browser too: no Node built-ins, no vscode",
      severity: "error",
      from: { path: "^src/core/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-without-vscode",
      severity: "error",
      from: { path: ["^src/(core|net)/", "^src/(cli|protocol)\\.ts$"] },
      to: { path: "^vscode$|^src/(editor|panel|testing)/|^src/extension" },
    },
    {
      name: "browser-entry-without-sockets",
      severity: "error",
      from: { path: "^src/extension\\.web\\.ts$" },
      to: { path: "^src/net/", reachable: true },
    },
    {
      name: "webview-knows-the-protocol",
      comment: "The webview sees src/protocol.ts and types of core",
      severity: "error",
      from: { path: "^webview/" },
      to: { path: "^src/", pathNot: "^src/(protocol\\.ts$|core/)" },
    },
    {
      name: "webview-takes-types-of-core",
      comment: "and core/words, which says how text is shown",
      severity: "error",
      from: { path: "^webview/" },
      to: { path: "^src/core/(?!words/)", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "protocol-is-types",
      severity: "error",
      from: { path: "^src/protocol\\.ts$" },
      to: { dependencyTypesNot: ["type-only"] },
    },
    {
      name: "host-without-webview",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(webview|test|scripts)/" },
    },
    {
      name: "heavy-on-first-use",
      comment: "pkijs and asn1js weigh about 400 KB: import() them where they are needed",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "node_modules/(pkijs|asn1js)/", dependencyTypesNot: ["type-only", "dynamic-import"] },
    },
    {
      name: "no-cycles",
      comment: "Types may refer to each other; code that loads must not",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^vscode$" },
    },
    {
      name: "no-dev-dependency-shipped",
      severity: "error",
      from: { path: ["^src/", "^webview/"] },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg"],
        dependencyTypesNot: ["type-only"],
        pathNot: "^vscode$|@types/",
      },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "default"],
    },
    cache: { folder: ".cache/dependency-cruiser", strategy: "content" },
  },
};
