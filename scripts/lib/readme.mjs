/**
 * The README as the package holds it. Without a repository's address no picture and no link to another file can be found
 * from there: pictures are left out, and of such links their words stay.
 */
export function readmeForPackage(markdown) {
  return markdown
    .replace(/^!\[[^\]]*\]\((?!https:)[^)]*\)\n+/gm, "")
    .replace(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, "$1");
}
