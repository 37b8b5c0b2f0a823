import type { Webview } from "vscode";
import type {
  NotificationName,
  Notifications,
  RequestHandlers,
  RequestName,
  Requests,
  ToHost,
  ToWebview,
} from "../protocol";

/** The host's end of the protocol with one webview. */
export interface Channel {
  dispose(): void;
  notify<K extends NotificationName>(name: K, params: Notifications[K]): void;
}

/** Answers a webview's requests with `handlers`; what a handler throws becomes its error message there. */
export function openChannel(
  webview: Webview,
  handlers: RequestHandlers,
  onError: (error: unknown) => void,
): Channel {
  const post = (message: ToWebview): void => {
    void webview.postMessage(message);
  };
  const answer = async <K extends RequestName>(
    id: number,
    name: K,
    params: Requests[K]["params"],
  ): Promise<void> => {
    try {
      post({ type: "response", id, result: await handlers[name](params) });
    } catch (error) {
      onError(error);
      post({ type: "error", id, message: error instanceof Error ? error.message : String(error) });
    }
  };
  const listener = webview.onDidReceiveMessage((message: unknown) => {
    if (isRequest(message, handlers)) void answer(message.id, message.name, message.params);
  });
  return {
    notify: (name, params) => {
      post({ type: "notification", name, params } as ToWebview);
    },
    dispose: () => {
      listener.dispose();
    },
  };
}

function isRequest(message: unknown, handlers: RequestHandlers): message is ToHost {
  if (typeof message !== "object" || message === null) return false;
  const { type, id, name, params } = message as Partial<Record<"type" | "id" | "name" | "params", unknown>>;
  return (
    type === "request" &&
    typeof id === "number" &&
    typeof name === "string" &&
    Object.hasOwn(handlers, name) &&
    typeof params === "object" &&
    params !== null
  );
}
