/** `text` with a capital first letter, as findings begin; a name such as `tbsCertificate` stays what it is. */
export function sentence(text: string): string {
  const [word = ""] = text.split(" ", 1);
  return /^[a-z][a-z'-]*$/.test(word) ? `${text.charAt(0).toUpperCase()}${text.slice(1)}` : text;
}
