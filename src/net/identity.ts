import { constants, createPrivateKey, sign, type KeyObject } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ClientIdentity } from "../core/engine/types";
import { findPemBlocks } from "../core/text/pem";
import type { Signer } from "./runHandshake";

const SCHEMES: Readonly<Record<string, readonly number[]>> = {
  rsa: [0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601],
  ec: [0x0403, 0x0503, 0x0603],
  ed25519: [0x0807],
};
const HASHES: Readonly<Record<number, string>> = { 4: "sha256", 5: "sha384", 6: "sha512" };

/** Loads a PEM certificate chain and its private key. */
export async function loadIdentity(
  files: { readonly certificate: string; readonly key?: string },
  askPassphrase: (file: string, attempt: number) => Promise<string | undefined>,
): Promise<{ identity: ClientIdentity; signer: Signer } | undefined> {
  const chain = findPemBlocks(await readFile(files.certificate, "latin1"))
    .filter(({ label }) => label === "CERTIFICATE")
    .map(({ bytes }) => bytes);
  const keyFile = files.key ?? files.certificate;
  const pem = await readFile(keyFile, "latin1");
  const passphrase = pem.includes("ENCRYPTED") ? await askPassphrase(keyFile, 1) : "";
  if (passphrase === undefined) return undefined;
  const key = createPrivateKey({ key: pem, passphrase });
  return {
    identity: { chain, schemes: SCHEMES[key.asymmetricKeyType ?? ""] ?? [] },
    signer: (scheme, content) => Promise.resolve(signWith(key, scheme, content)),
  };
}

function signWith(key: KeyObject, scheme: number, content: Uint8Array): Uint8Array {
  if (scheme === 0x0807) return new Uint8Array(sign(null, content, key));
  const pss = scheme >> 8 === 8;
  const hash = HASHES[pss ? scheme & 0xff : scheme >> 8];
  return new Uint8Array(
    sign(
      hash,
      content,
      pss
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : key,
    ),
  );
}
