/** What runs once more with Node's cryptography. The rest would only be the same again. */
export const USES_CRYPTOGRAPHY = {
  unit: ["check", "convert", "crypto", "engine", "inspect", "keystore", "net", "session"].map(
    (folder) => `test/unit/${folder}/`,
  ),
  // Whole handshakes with every peer; the other files ask for a few operations that unit tests hold already.
  interop: ["opensslMatrix", "otherPeers", "stapling", "tampering"].map(
    (name) => `test/interop/${name}.test.ts`,
  ),
};
