import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as pkijs from "pkijs";
import { toHex } from "../../src/core/bytes/hex";
import { openPkcs12WithKeys } from "../../src/core/keystore/pkcs12";
import { bagBytes } from "../../src/core/keystore/safeContents";
import { makeCertificate, OpensslFolder, opensslVersion } from "../support/openssl";
import { testProvider as provider } from "../support/provider";

/** What pkijs finds: certificates and PKCS#8 keys in hex. */
async function opened(
  bytes: Uint8Array,
  passphrase: string,
): Promise<{ certificates: string[]; keys: string[] }> {
  const password = new TextEncoder().encode(passphrase).buffer;
  const pfx = pkijs.PFX.fromBER(bytes.slice().buffer);
  await pfx.parseInternalValues({ checkIntegrity: true, password });
  const safe = pfx.parsedValue?.authenticatedSafe;
  if (!safe) throw new Error("no AuthenticatedSafe");
  await safe.parseInternalValues({ safeContents: safe.safeContents.map(() => ({ password })) });
  const parsed = safe.parsedValue as { safeContents: { value: pkijs.SafeContents }[] };
  const certificates: string[] = [];
  const keys: string[] = [];
  for (const { value } of parsed.safeContents) {
    for (const bag of value.safeBags) {
      const content = bag.bagValue;
      if (content instanceof pkijs.CertBag) {
        const certificate = content.parsedValue as pkijs.Certificate;
        certificates.push(toHex(new Uint8Array(certificate.toSchema(true).toBER())));
      } else if (content instanceof pkijs.PKCS8ShroudedKeyBag) {
        // pkijs keeps this method to itself, and has no other way to open a single key.
        await (
          content as unknown as { parseInternalValues(options: object): Promise<void> }
        ).parseInternalValues({
          password,
        });
        if (content.parsedValue) keys.push(toHex(new Uint8Array(content.parsedValue.toSchema().toBER())));
      }
    }
  }
  return { certificates, keys };
}

describe.skipIf(opensslVersion === undefined)("PKCS#12 as pkijs reads it", () => {
  let folder: OpensslFolder;
  beforeAll(() => {
    folder = new OpensslFolder();
    makeCertificate(folder, "ca", { extensions: ["basicConstraints=critical,CA:TRUE"] });
    makeCertificate(folder, "leaf", { issuer: "ca", key: "rsa" });
    pkijs.setEngine("node", new pkijs.CryptoEngine({ name: "node", crypto: globalThis.crypto }));
  });
  afterAll(() => {
    folder.remove();
  });

  it.each(["aes-128-cbc", "aes-192-cbc", "aes-256-cbc"])("is the same with %s", async (cipher) => {
    folder.run([
      ..."pkcs12 -export -inkey leaf.key -in leaf.pem -certfile ca.pem -passout pass:geheim".split(" "),
      ...["-certpbe", cipher, "-keypbe", cipher, "-out", "a.p12"],
    ]);
    const bytes = folder.read("a.p12");
    const own = openPkcs12WithKeys(bytes, { passphrase: "geheim", provider });
    const other = await opened(bytes, "geheim");
    expect(own.bags.filter(({ kind }) => kind === "certificate").map((bag) => toHex(bagBytes(bag)))).toEqual(
      other.certificates,
    );
    expect(own.keys.map((key) => toHex(key))).toEqual(other.keys);
    expect([other.certificates.length, other.keys.length]).toEqual([2, 1]);
  });
});
