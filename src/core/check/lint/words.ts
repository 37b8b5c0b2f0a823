import { short } from "../../words/visible";

/** Text out of a certificate for a message: in quotes, one line, at most 60 characters. */
export function quoted(text: string): string {
  return `"${short(text, 60)}"`;
}

/** "a", "a and b", "a, b and 3 more". */
export function listed(items: readonly string[], shown = 3): string {
  const more = items.length - shown;
  const parts = more > 0 ? [...items.slice(0, shown), `${String(more)} more`] : items;
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
