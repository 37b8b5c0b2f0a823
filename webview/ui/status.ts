import type { ClientAuthentication } from "../../src/core/inspection";
import type { Overview } from "../../src/protocol";
import type { IconName } from "./icons";

/** How a state looks: never by colour alone. `tone` is a class of ui/styles.ts. */
export interface Look {
  readonly icon: IconName;
  readonly word: string;
  readonly tone: "good" | "warn" | "bad" | "info" | "muted";
}

export const CHECK: Readonly<Record<"passed" | "failed" | "not checked", Look>> = {
  passed: { icon: "check", word: "Passed", tone: "good" },
  failed: { icon: "close", word: "Failed", tone: "bad" },
  "not checked": { icon: "dash", word: "Not checked", tone: "muted" },
};

export const SEVERITY: Readonly<Record<"error" | "warning" | "info", Look>> = {
  error: { icon: "error", word: "Error", tone: "bad" },
  warning: { icon: "warning", word: "Warning", tone: "warn" },
  info: { icon: "info", word: "Note", tone: "info" },
};

export const TRUST: Readonly<Record<"trusted" | "untrusted" | "not checked", Look>> = {
  trusted: { icon: "workspace-trusted", word: "Trusted", tone: "good" },
  untrusted: { icon: "workspace-untrusted", word: "Not trusted", tone: "bad" },
  "not checked": { icon: "workspace-unknown", word: "Trust not checked", tone: "muted" },
};

export const NAME: Readonly<Record<"matches" | "does not match" | "not checked", Look>> = {
  matches: { icon: "pass", word: "Name matches", tone: "good" },
  "does not match": { icon: "error", word: "Name does not match", tone: "bad" },
  "not checked": { icon: "dash", word: "Name not checked", tone: "muted" },
};

export const CLIENT_AUTHENTICATION: Readonly<Record<ClientAuthentication, Look>> = {
  none: { icon: "dash", word: "One-way: no client certificate asked for", tone: "muted" },
  requested: { icon: "question", word: "Asked for, none sent", tone: "warn" },
  sent: { icon: "unverified", word: "Sent, not yet proved", tone: "warn" },
  proved: { icon: "verified", word: "Proved", tone: "good" },
  refused: { icon: "error", word: "Refused", tone: "bad" },
};

/** The word and icon of the headline. */
export function outcomeLook(overview: Pick<Overview, "status" | "outcome" | "origin">): Look {
  const live = overview.origin.kind === "connection";
  if (overview.status === "empty") return { icon: "info", word: "Nothing to show yet", tone: "muted" };
  if (overview.status === "cancelled") return { icon: "circle-slash", word: "Cancelled", tone: "muted" };
  switch (overview.outcome) {
    case "pending":
      return { icon: "sync", word: "Running", tone: "info" };
    case "success":
      return { icon: "pass-filled", word: live ? "Completed" : "Decoded", tone: "good" };
    case "warning":
      return { icon: "warning", word: "Look closer", tone: "warn" };
    case "error":
      return { icon: "error", word: live ? "Failed" : "Has errors", tone: "bad" };
  }
}
