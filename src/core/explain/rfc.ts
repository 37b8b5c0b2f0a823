/**
 * The address of a reference such as "RFC 5246 §7.4.4" (or of an appendix, "RFC 8446 §D.4", or of a whole RFC)
 * at the RFC Editor; undefined for what is no RFC.
 */
export function rfcUrl(rfc: string): string | undefined {
  const found = /^RFC (\d+)(?: §([\dA-Z][\d.A-Z]*))?/.exec(rfc);
  const number = found?.[1];
  if (number === undefined) return undefined;
  const page = `https://www.rfc-editor.org/rfc/rfc${number}`;
  const section = found?.[2]?.replace(/\.$/, "");
  if (section === undefined) return page;
  return `${page}#${/^\d/.test(section) ? "section" : "appendix"}-${section}`;
}
