// Bundles the webview with the fake host and serves both to a browser under the same policy as in VS Code.
import { build } from "esbuild";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type ThemeName, THEMES } from "./themes";

const ROOT = path.resolve(import.meta.dirname, "../../..");

export interface Served {
  /** The page's address for a fixture, a view and a theme. */
  readonly url: (options?: PageOptions) => string;
  readonly close: () => Promise<void>;
}

export interface PageOptions {
  readonly fixture?: string;
  readonly view?: "panel" | "side";
  readonly theme?: ThemeName;
}

/** Starts the server on a free port of the loopback interface. */
export async function serve(): Promise<Served> {
  const bundle = await build({
    absWorkingDir: ROOT,
    entryPoints: { webview: "webview/main.ts", host: "test/webview/harness/host.ts" },
    outdir: "out",
    write: false,
    bundle: true,
    format: "iife",
    platform: "browser",
    target: "es2023",
    tsconfig: "webview/tsconfig.json",
    loader: { ".ttf": "file" },
    assetNames: "[name]",
    logLevel: "warning",
  });
  const files = new Map(
    bundle.outputFiles.map(({ path: file, contents }) => [`/${path.basename(file)}`, contents]),
  );
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (url.pathname === "/") {
      response.setHeader("content-type", "text/html; charset=utf-8");
      response.end(page(url.searchParams));
      return;
    }
    const content = files.get(url.pathname);
    response.statusCode = content ? 200 : 404;
    response.setHeader("content-type", TYPES[path.extname(url.pathname)] ?? "application/octet-stream");
    response.end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: ({ fixture = "mutual12", view = "panel", theme = "dark" } = {}) =>
      `http://127.0.0.1:${String(port)}/?fixture=${fixture}&view=${view}&theme=${theme}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".css": "text/css",
  ".ttf": "font/ttf",
};

// VS Code sets the theme's variables on the html element and a class and data attributes on the body.
function page(query: URLSearchParams): string {
  const theme = THEMES[(query.get("theme") ?? "dark") as ThemeName];
  const variables = Object.entries(theme.variables)
    .map(([name, value]) => `--vscode-${name}: ${value};`)
    .join("\n");
  const policy =
    "default-src 'none'; script-src 'nonce-test'; style-src 'self' 'nonce-test'; font-src 'self'";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>TLS Inspector</title>
<style nonce="test">html { ${variables} background: var(--vscode-sideBar-background); }</style>
<link rel="stylesheet" href="/webview.css">
<script nonce="test" src="/host.js"></script>
<script defer nonce="test" src="/webview.js"></script>
</head>
<body class="${theme.bodyClass}" data-view="${query.get("view") === "side" ? "side" : "panel"}">
<main><tls-inspector-app></tls-inspector-app></main>
</body>
</html>`;
}
