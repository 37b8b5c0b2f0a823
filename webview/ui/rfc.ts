/** The address of "RFC 5246 §7.4.4", or of "RFC 5280 §6.1.3 (a)(1)"; undefined for a text of another form. */
export function rfcUrl(rfc: string): string | undefined {
  const parts = /^RFC (\d+)(?: (?:§|[Ss]ection )\s?([\d.A-Z]+?)\.?(?:[ ,].*)?)?$/.exec(rfc);
  if (!parts?.[1]) return undefined;
  const page = `https://www.rfc-editor.org/rfc/rfc${parts[1]}`;
  const section = parts[2];
  if (section === undefined) return page;
  return /^[A-Z]/.test(section) ? `${page}#appendix-${section}` : `${page}#section-${section}`;
}
