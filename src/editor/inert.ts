/**
 * Text as Markdown that shows it and does nothing: every character but letters, digits and blanks is a character
 * reference, so that no link, image, table cell, icon or address can come of it.
 */
export function inert(text: string): string {
  return Array.from(text.replace(/\s+/g, " "), (character) =>
    /[A-Za-z0-9 ]/.test(character) ? character : `&#${String(character.codePointAt(0) ?? 0xfffd)};`,
  ).join("");
}
