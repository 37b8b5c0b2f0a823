export { toBase64, toBase64Url } from "./base64";
export { fileNameOf, leafToRoot, splitChain, type NamedFile } from "./chain";
export { compareCertificates, type ComparedRow } from "./compare";
export {
  opensslCommand,
  opensslPublicKeyCommand,
  quote,
  type CommandOptions,
  type FileForm,
} from "./openssl";
export { certificatesPem, pemOf } from "./pem";
export { pkcs7Der, pkcs7Pem } from "./pkcs7";
export { certificateJwk, fingerprint, publicKeyJwk, publicKeyPem, spkiPin, type Jwk } from "./publicKey";
export { opensslOneLine, rfc4514 } from "./subject";
