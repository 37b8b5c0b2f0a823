import * as pkijs from "pkijs";
import type { Identity } from "./certificates";

/** Every secret in the file is encrypted and the file is authenticated with this password (RFC 7292, PBES2, AES-256). */
export async function makePkcs12(
  identity: Identity,
  chain: readonly Identity[],
  password: string,
): Promise<Buffer> {
  const secret = Uint8Array.from(Buffer.from(password, "utf8")).buffer;
  const iterationCount = 10_000;
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", identity.keys.privateKey);
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({ parsedValue: pkijs.PrivateKeyInfo.fromBER(pkcs8) });
  await keyBag.makeInternalValues({
    password: secret,
    // pkijs draws the IV itself; only its type wants one here.
    contentEncryptionAlgorithm: { name: "AES-CBC", length: 256, iv: new Uint8Array(16) },
    hmacHashAlgorithm: "SHA-256",
    iterationCount,
  });

  const certificates = [identity, ...chain].map(
    ({ certificate }) =>
      new pkijs.SafeBag({
        bagId: "1.2.840.113549.1.12.10.1.3",
        bagValue: new pkijs.CertBag({ parsedValue: certificate }),
      }),
  );
  const key = new pkijs.SafeBag({ bagId: "1.2.840.113549.1.12.10.1.2", bagValue: keyBag });
  const pfx = new pkijs.PFX({
    parsedValue: {
      integrityMode: 0, // a MAC under the password
      authenticatedSafe: new pkijs.AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            { privacyMode: 0, value: new pkijs.SafeContents({ safeBags: [key, ...certificates] }) },
          ],
        },
      }),
    },
  });
  if (pfx.parsedValue?.authenticatedSafe === undefined)
    throw new Error("pkijs dropped the authenticated safe");
  await pfx.parsedValue.authenticatedSafe.makeInternalValues({ safeContents: [{}] });
  await pfx.makeInternalValues({
    password: secret,
    iterations: iterationCount,
    pbkdf2HashAlgorithm: "SHA-256",
    hmacHashAlgorithm: "SHA-256",
  });
  return Buffer.from(pfx.toSchema().toBER());
}
