import { Uri, type Webview } from "vscode";

/** Where the webview's files lie in the extension. */
export function webviewRoot(extensionUri: Uri): Uri {
  return Uri.joinPath(extensionUri, "dist");
}

/** The page of a view: one script with a nonce, styles and font from the extension, nothing else (CSP default-src 'none'). */
export function webviewHtml(webview: Webview, extensionUri: Uri, view: "panel" | "side"): string {
  const root = webviewRoot(extensionUri);
  const script = webview.asWebviewUri(Uri.joinPath(root, "webview.js")).toString();
  const style = webview.asWebviewUri(Uri.joinPath(root, "webview.css")).toString();
  const nonce = makeNonce();
  const csp = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource} 'nonce-${nonce}'; font-src ${webview.cspSource}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${csp}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>TLS Inspector</title>
<link rel="stylesheet" href="${style}">
</head>
<body data-view="${view}">
<tls-inspector-app></tls-inspector-app>
<script defer nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function makeNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(24));
  return btoa(String.fromCharCode(...bytes)).replace(/[+/=]/g, "");
}
