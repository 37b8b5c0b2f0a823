/**
 * The webview's entry: dist/webview.js and dist/webview.css, for the panel and the side view.
 *
 * What the page must hold:
 * - `<link rel="stylesheet" href="…/dist/webview.css">` (codicon.ttf lies beside it in dist);
 * - `<body data-view="panel">` or `"side"`, and in it `<tls-inspector-app></tls-inspector-app>`;
 * - `<script defer nonce="…" src="…/dist/webview.js">`, after the element or deferred;
 * - Content-Security-Policy: default-src 'none'; script-src 'nonce-…'; style-src ${cspSource} 'nonce-…'; font-src ${cspSource}.
 *   The nonce in style-src is for one empty <style> of the toolkit (ui/nonce.ts). No 'unsafe-inline': Lit and the toolkit use constructed style sheets, and our elements set styles through the
 *   CSSOM only (`.style=`), never through a style attribute.
 */
import "./main.css";
import { type HostApi } from "./client";
import { Model } from "./model";
import { registerToolkit } from "./ui/toolkit";
import "./views/app";

declare function acquireVsCodeApi(): HostApi;

registerToolkit();
const model = new Model(acquireVsCodeApi());
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  model.client.receive(event.data);
});
const app = document.querySelector("tls-inspector-app");
if (app) {
  app.model = model;
  app.requestUpdate();
}
void model.start();
