import { html, type TemplateResult } from "lit";

// Code points of @vscode/codicons (dist/codicon.csv; a test compares them).
export const ICONS = {
  "arrow-left": "\uea9b",
  "arrow-right": "\uea9c",
  "arrow-swap": "\uebcb",
  book: "\ueaa4",
  check: "\ueab2",
  "chevron-down": "\ueab4",
  "chevron-right": "\ueab6",
  "circle-slash": "\ueabd",
  close: "\uea76",
  "cloud-download": "\ueac2",
  copy: "\uebcc",
  dash: "\ueacc",
  "debug-stop": "\uead7",
  ellipsis: "\uea7c",
  error: "\uea87",
  export: "\uebac",
  globe: "\ueb01",
  "go-to-file": "\uea94",
  info: "\uea74",
  key: "\ueb11",
  lightbulb: "\uea61",
  "link-external": "\ueb14",
  "list-tree": "\ueb86",
  lock: "\uea75",
  note: "\ueb26",
  "open-preview": "\ueb28",
  pass: "\ueba4",
  "pass-filled": "\uebb3",
  person: "\uea67",
  play: "\ueb2c",
  plug: "\ueb2d",
  question: "\ueb32",
  search: "\uea6d",
  server: "\ueb50",
  settings: "\ueb52",
  sync: "\uea77",
  unverified: "\ueb76",
  verified: "\ueb77",
  warning: "\uea6c",
  "workspace-trusted": "\uebc1",
  "workspace-unknown": "\uebc3",
  "workspace-untrusted": "\uebc2",
} as const;

export type IconName = keyof typeof ICONS;

/** A codicon, hidden from screen readers: the word for it stands beside it. `tone` is a class of ui/styles.ts. */
export function icon(name: IconName, tone = ""): TemplateResult {
  return html`<span class="icon ${tone}" aria-hidden="true">${ICONS[name]}</span>`;
}
