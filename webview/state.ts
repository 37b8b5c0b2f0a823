import type { ChosenReading } from "../src/protocol";

/** The tabs of the panel, in their order. */
export const TABS = ["handshake", "certificates", "parameters", "keys", "findings"] as const;
export type Tab = (typeof TABS)[number];

/** Where the user was in one inspection. */
export interface ViewState {
  /** Of the inspection whose rows these are. */
  readonly revision: number;
  readonly tab: Tab;
  readonly message: number | undefined;
  readonly root: number;
  readonly row: number | undefined;
  readonly certificate: number;
  readonly showMinor: boolean;
  /** Rows that the user opened (true) or closed. */
  readonly toggled?: readonly (readonly [row: number, open: boolean])[];
}

/** The side view's box as it is kept over a reload. No key log is: its secrets stand in the host's memory only. */
export interface SavedBox {
  /** Empty where there was none, or it may not be kept. */
  readonly text: string;
  /** What it was taken from; empty for what was pasted. */
  readonly label: string;
  readonly caret: number;
  readonly following: boolean;
  readonly readings: readonly ChosenReading[];
  /** Why a text that was there is not kept; empty for none. */
  readonly notKept: "secret" | "long" | "";
}

/** What the webview keeps across reloads: where the user was in the last few inspections, and a pasted text without secrets. */
export interface SavedState {
  readonly version: 1;
  readonly last?: string;
  readonly views: Readonly<Record<string, ViewState>>;
  readonly box?: SavedBox;
}

const KEPT = 10;
/** A longer text is not kept, in characters. */
export const LONGEST_KEPT = 1 << 20;

export const EMPTY_BOX: SavedBox = {
  text: "",
  label: "",
  caret: 0,
  following: true,
  readings: [],
  notKept: "",
};

/** Saved state of this version, or an empty one. */
export function loadState(state: unknown): SavedState {
  const known = typeof state === "object" && state !== null && "version" in state && state.version === 1;
  return known ? (state as SavedState) : { version: 1, views: {} };
}

/** `state` with the view of inspection `id` put last; older ones drop out. */
export function saveState(state: unknown, id: string, view: ViewState): SavedState {
  const { box, views } = loadState(state);
  const others = Object.entries(views).filter(([key]) => key !== id);
  return {
    version: 1,
    last: id,
    views: Object.fromEntries([...others.slice(1 - KEPT), [id, view]]),
    ...(box ? { box } : {}),
  };
}

/** `state` with another box. */
export function saveBox(state: unknown, box: SavedBox): SavedState {
  return { ...loadState(state), box };
}
