import type {
  NotificationHandlers,
  NotificationName,
  Notifications,
  RequestName,
  Requests,
  ToHost,
  ToWebview,
} from "../src/protocol";

/** What VS Code gives a webview once, through `acquireVsCodeApi()`. */
export interface HostApi {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A request that the host answered with an error; `message` is a sentence for the user. */
export class HostError extends Error {
  override readonly name = "HostError";
  constructor(
    message: string,
    readonly request: RequestName,
  ) {
    super(message);
  }
}

/** Typed requests to the host and notifications from it, over `postMessage`. */
export class Client {
  readonly #pending = new Map<number, Pending & { readonly name: RequestName }>();
  #nextId = 1;

  constructor(
    private readonly api: Pick<HostApi, "postMessage">,
    private readonly handlers: NotificationHandlers,
  ) {}

  /** Sends a request; rejects with HostError when the host answers with an error. */
  request<K extends RequestName>(name: K, params: Requests[K]["params"]): Promise<Requests[K]["result"]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      // The host's handler for `name` has this result type, so the id is all that ties the two together.
      const settle = (result: unknown): void => {
        resolve(result as Requests[K]["result"]);
      };
      this.#pending.set(id, { resolve: settle, reject, name });
      this.api.postMessage({ type: "request", id, name, params } as ToHost);
    });
  }

  /** Takes a message event's data; what is not of the protocol (other frames' messages) is passed over. */
  receive(data: unknown): void {
    if (!isToWebview(data)) return;
    if (data.type === "notification") {
      this.#notify(data.name, data.params);
      return;
    }
    const pending = this.#pending.get(data.id);
    if (!pending) return;
    this.#pending.delete(data.id);
    if (data.type === "response") pending.resolve(data.result);
    else pending.reject(new HostError(data.message, pending.name));
  }

  /** How many requests wait for an answer. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  #notify<K extends NotificationName>(name: K, params: Notifications[K]): void {
    if (Object.hasOwn(this.handlers, name)) this.handlers[name](params);
  }
}

function isToWebview(data: unknown): data is ToWebview {
  if (typeof data !== "object" || data === null || !("type" in data)) return false;
  if (data.type === "notification") return "name" in data && "params" in data;
  return (data.type === "response" || data.type === "error") && "id" in data;
}
