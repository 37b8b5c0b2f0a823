/** What runs once more with Node's cryptography: all that asks a provider for anything. The rest would only be the same again. */
export const USES_CRYPTOGRAPHY = {
  unit: ["check", "convert", "crypto", "engine", "inspect", "keystore", "net", "online", "session"].map(
    (folder) => `test/unit/${folder}/`,
  ),
  interop: [
    ...["cli", "determinism", "keystores", "opensslMatrix", "otherPeers", "pkcs12Oracle", "recordedSessions"],
    ...["revocation", "stapling", "tampering"],
  ].map((name) => `test/interop/${name}.test.ts`),
};
