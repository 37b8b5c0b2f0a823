import { plural, validity } from "../core/words/visible";
import type { ObjectFacts } from "./objectFacts";

const DAY = 86_400_000;
const ICONS = { failed: "$(error)\u00a0", warning: "$(warning)\u00a0", passed: "", unknown: "" } as const;

/** "localhost · expires in 12 days · issued by Demo CA · RSA 2048 bits", with an icon for what is serious. */
export function lensWords(facts: ObjectFacts, now: Date): string {
  const end = endOf(facts, now);
  const parts = [facts.name, ...(end ? [end.text] : []), ...facts.more];
  return `${end ? ICONS[end.state] : ""}${parts.map(withoutIcons).join(" · ")}`;
}

/** "12 days left"; "expired 3 days ago", "valid only in 2 days"; undefined for what never ends. */
export function daysLeft(facts: ObjectFacts, now: Date): string | undefined {
  const end = endOf(facts, now);
  if (!end || end.state === "unknown") return undefined;
  const days = Math.floor((Date.parse(facts.notAfter ?? "") - now.getTime()) / DAY);
  return end.state === "failed" ? end.text : days === 0 ? "ends today" : `${plural(days, "day")} left`;
}

/** "expires in 12 days", and how serious that is; undefined for what never ends. */
function endOf(
  { notBefore, notAfter, isCertificate }: ObjectFacts,
  now: Date,
): ReturnType<typeof validity> | undefined {
  return isCertificate || notAfter !== undefined ? validity(notBefore, notAfter, now.getTime()) : undefined;
}

/** Lenses draw "$(name)" as an icon; what stands in an object stays text. */
function withoutIcons(text: string): string {
  return text.replace(/\$\(/g, "\\$(");
}
