import { generateKeyPairSync } from "node:crypto";
import type { CertificateSpec } from "../../../../support/certificates/build";
import {
  client,
  intermediate,
  mail,
  ocspSigner,
  root,
  server,
  withExtensions,
} from "../../../../support/certificates/base";
import { integer } from "../../../../support/certificates/der";
import { extKeyUsage, sct, sctList } from "../../../../support/certificates/extensions";
import {
  algorithm,
  ECDSA_SHA384,
  PUBLIC_KEYS,
  RSA_SHA1,
  SIGNERS,
} from "../../../../support/certificates/keys";
import type { LintCases } from "./case";

const overSha1 = (base: CertificateSpec): CertificateSpec => ({
  ...base,
  signer: SIGNERS.rsa,
  algorithm: RSA_SHA1,
});
const weak = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;

/** Cases of Mozilla's rules. */
export const mozillaCases: LintCases = {
  "mozilla.keyAlgorithm": { passes: server, fails: { ...server, publicKey: PUBLIC_KEYS.secp256k1() } },
  "mozilla.rsaModulusSize": {
    passes: { ...mail, publicKey: PUBLIC_KEYS.rsa() },
    fails: { ...mail, publicKey: new Uint8Array(weak.export({ type: "spki", format: "der" })) },
  },
  "mozilla.ecdsaSignature": {
    passes: server,
    fails: { ...server, algorithm: algorithm("1.2.840.10045.4.3.1") },
  },
  "mozilla.selfSignatureHash": { passes: root, fails: { ...root, algorithm: ECDSA_SHA384 } },
  "mozilla.serialNumberEntropy": { passes: client, fails: { ...client, serialNumber: integer(1234) } },
  "mozilla.endEntityExtKeyUsage": { passes: mail, fails: withExtensions(client, { extKeyUsage: undefined }) },
  "mozilla.intermediateExtKeyUsage": {
    passes: intermediate,
    fails: withExtensions(intermediate, { extKeyUsage: undefined }),
  },
  "mozilla.intermediateNoAnyPurpose": {
    passes: intermediate,
    fails: withExtensions(intermediate, { extKeyUsage: extKeyUsage("any") }),
  },
  "mozilla.emailSignatureHash": { passes: mail, fails: overSha1(mail) },
  "mozilla.responderSignatureHash": { passes: ocspSigner, fails: overSha1(ocspSigner) },
  "mozilla.timestampsEnough": { passes: server, fails: withExtensions(server, { sctList: sctList(sct(1)) }) },
};
