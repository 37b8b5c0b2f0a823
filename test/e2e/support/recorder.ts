import type { Page } from "playwright-core";

/** What the workbench posted to webviews (and to its workers, which does no harm here). */
export interface Recorder {
  /** All of it so far, each message as JSON. */
  readonly messages: readonly string[];
}

/**
 * Records every message that is posted through a port in a page and its frames from the next load on. That is how the
 * workbench hands an extension's messages to a webview's frame.
 */
export async function recordMessages(page: Page): Promise<Recorder> {
  const messages: string[] = [];
  await page.exposeFunction("recordMessage", (message: string) => {
    messages.push(message);
  });
  await page.addInitScript(() => {
    type Post = (this: MessagePort, message: unknown, ...rest: unknown[]) => void;
    const prototype = MessagePort.prototype as unknown as { postMessage: Post };
    const post = prototype.postMessage;
    prototype.postMessage = function (message, ...rest) {
      const { recordMessage } = globalThis as unknown as { recordMessage?: (message: string) => void };
      // Bare bytes are what the workbench talks to its own workers with.
      if (!(message instanceof ArrayBuffer) && !ArrayBuffer.isView(message)) {
        try {
          recordMessage?.(JSON.stringify(message));
        } catch {
          recordMessage?.("a message that JSON cannot hold");
        }
      }
      Reflect.apply(post, this, [message, ...rest]);
    };
  });
  return { messages };
}
