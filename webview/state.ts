/** The tabs of the panel, in their order. */
export const TABS = ["handshake", "certificates", "parameters", "keys", "findings"] as const;
export type Tab = (typeof TABS)[number];

/** Where the user was in one inspection. */
export interface ViewState {
  readonly tab: Tab;
  readonly message: number | undefined;
  readonly root: number;
  readonly row: number | undefined;
  readonly certificate: number;
  readonly showMinor: boolean;
}

/** What the webview keeps across reloads: no bytes, no text, only where the user was in the last few inspections. */
export interface SavedState {
  readonly version: 1;
  readonly last?: string;
  readonly views: Readonly<Record<string, ViewState>>;
}

const KEPT = 10;

/** Saved state of this version, or an empty one. */
export function loadState(state: unknown): SavedState {
  const known = typeof state === "object" && state !== null && "version" in state && state.version === 1;
  return known ? (state as SavedState) : { version: 1, views: {} };
}

/** `state` with the view of inspection `id` put last; older ones drop out. */
export function saveState(state: unknown, id: string, view: ViewState): SavedState {
  const others = Object.entries(loadState(state).views).filter(([key]) => key !== id);
  return { version: 1, last: id, views: Object.fromEntries([...others.slice(1 - KEPT), [id, view]]) };
}
