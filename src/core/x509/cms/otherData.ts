import { implicit, integer, octetString, optional, part, sequence } from "../../asn1/types";
import { AlgorithmIdentifier } from "../algorithm";
import { attributeList } from "../attributes";
import { defineContent } from "./contentInfo";
import { EncapsulatedContentInfo, EncryptedContentInfo } from "./parts";
import { CmsAttribute } from "./signedData";

const Attributes = attributeList(CmsAttribute);

/** DigestedData (RFC 5652 §7). */
const DigestedData = sequence({
  version: part("Version", integer),
  digestAlgorithm: part("Digest Algorithm", AlgorithmIdentifier),
  encapContentInfo: part("Encapsulated Content", EncapsulatedContentInfo),
  digest: part("Digest", octetString),
});

/** EncryptedData (RFC 5652 §8). */
const EncryptedData = sequence(
  {
    version: part("Version", integer),
    encryptedContentInfo: part("Encrypted Content Info", EncryptedContentInfo),
    unprotectedAttrs: optional("Unprotected Attributes", implicit(1, Attributes, true)),
  },
  {
    display: (element): string => {
      const { encryptedContentInfo } = EncryptedData.parts(element);
      return encryptedContentInfo ? (EncryptedContentInfo.display?.(encryptedContentInfo) ?? "") : "";
    },
  },
);

/** CompressedData (RFC 3274 §1.1). */
const CompressedData = sequence({
  version: part("Version", integer),
  compressionAlgorithm: part("Compression Algorithm", AlgorithmIdentifier),
  encapContentInfo: part("Encapsulated Content", EncapsulatedContentInfo),
});

defineContent("digestedData", DigestedData);
defineContent("encryptedData", EncryptedData);
defineContent("compressedData", CompressedData);
