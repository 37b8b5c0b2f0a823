import type { Locator } from "playwright-core";

/** The words of an element as they are read out, shadow trees included; `innerText` stops at them. */
export function words(locator: Locator): Promise<string> {
  return locator.evaluate((element) => {
    const parts: string[] = [];
    const walk = (node: Node): void => {
      if (node instanceof Text) parts.push(node.data);
      if (node instanceof Element && (node.localName === "style" || node.ariaHidden === "true")) return;
      if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot);
      node.childNodes.forEach(walk);
    };
    walk(element);
    return parts.join(" ").replace(/\s+/g, " ").replace(/ :/g, ":").trim();
  });
}
