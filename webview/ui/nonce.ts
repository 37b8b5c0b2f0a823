// The toolkit tests for :focus-visible with a <style> element as it is loaded, and marks every focus, by mouse too,
// where that is refused. It takes the nonce for it from this element; so this module is imported before the toolkit.
const script = document.currentScript;
if (script?.nonce !== undefined && script.nonce !== "") {
  const meta = document.createElement("meta");
  meta.setAttribute("property", "csp-nonce");
  meta.content = script.nonce;
  document.head.append(meta);
}
