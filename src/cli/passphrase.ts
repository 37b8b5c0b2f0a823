/** The passphrase that the environment gives for a key or a keystore; arguments of a command can be seen by everyone. */
export function givenPassphrase(): string | undefined {
  return process.env["TLS_INSPECTOR_PASSPHRASE"];
}
