import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { root } from "../../../scripts/lib/paths.mjs";
import { readmeForPackage } from "../../../scripts/lib/readme.mjs";

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly title: string; readonly category: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly default: unknown; readonly markdownDescription: string }>
      >;
    };
  };
}

const read = (file: string): string => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json")) as Manifest;
const PAGES = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "examples/workspace/README.md",
];

describe("README", () => {
  test("lists every setting with its default and its description", () => {
    const rows = read("README.md")
      .split("\n")
      .filter((line) => line.startsWith("| `tlsInspector."));
    const wanted = Object.entries(manifest.contributes.configuration.properties).map(
      ([name, setting]) =>
        `| \`${name}\` | \`${JSON.stringify(setting.default)}\` | ${setting.markdownDescription} |`,
    );
    expect(rows).toEqual(wanted);
  });

  test("in the package has neither pictures nor links that lead nowhere", () => {
    const packed = readmeForPackage(read("README.md"));
    expect(packed).not.toMatch(/!\[|\]\((?!https:)/);
    expect(packed).toContain("SECURITY.md says what is promised");
    expect(packed).toContain("| `tlsInspector.timeout` |");
    expect(packed).not.toMatch(/\n{3}/);
  });
});

describe.each(PAGES)("%s", (page) => {
  const text = read(page);

  test("links to files that are there", () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path ?? "");
    expect(links.filter((path) => !existsSync(join(root, page, "..", path)))).toEqual([]);
  });

  test("names commands of the palette, npm scripts and folders that are there", () => {
    const titles = manifest.contributes.commands.map(({ category, title }) => `${category}: ${title}`);
    const named = [...text.matchAll(/\*\*(TLS: [^*]+)\*\*/g)].map(([, title]) => title ?? "");
    expect(named.filter((title) => !titles.includes(title))).toEqual([]);
    const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? "");
    expect(scripts.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
    const paths = [...text.matchAll(/`((?:src|test|webview|scripts|examples)\/[\w./-]*\w)`/g)].map(
      ([, path]) => path ?? "",
    );
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
