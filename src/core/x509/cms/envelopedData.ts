import { any } from "../../asn1/generic";
import { countedOctets, implicitOctets } from "../../asn1/octets";
import { TAG } from "../../asn1/tags";
import {
  bitString,
  choice,
  explicit,
  generalizedTime,
  implicit,
  integer,
  listOf,
  octetString,
  oid,
  optional,
  part,
  sequence,
} from "../../asn1/types";
import { AlgorithmIdentifier } from "../algorithm";
import { attributeList } from "../attributes";
import { EncryptionAlgorithm } from "../encryptionAlgorithm";
import { decodeOid } from "../../asn1/oid";
import { defineContent } from "./contentInfo";
import {
  CertificateIdentifier,
  CertificateSet,
  countText,
  EncryptedContentInfo,
  IssuerAndSerialNumber,
  RevocationInfoChoices,
} from "./parts";
import { CmsAttribute } from "./signedData";

/** RFC 5652 §6.2.1. */
const KeyTransRecipientInfo = sequence(
  {
    version: part("Version", integer),
    rid: part("Recipient", CertificateIdentifier),
    keyEncryptionAlgorithm: part("Key Encryption Algorithm", AlgorithmIdentifier),
    encryptedKey: part("Encrypted Key", countedOctets),
  },
  {
    display: (element): string => {
      const { rid } = KeyTransRecipientInfo.parts(element);
      return rid ? (CertificateIdentifier.display?.(rid) ?? "") : "";
    },
  },
);

const OriginatorPublicKey = sequence({
  algorithm: part("Algorithm", AlgorithmIdentifier),
  publicKey: part("Public Key", bitString),
});

const KeyIdentifierParts = {
  date: optional("Date", generalizedTime),
  other: optional("Other", any),
};

const RecipientEncryptedKey = sequence({
  rid: part(
    "Recipient",
    choice("a recipient", {
      issuerAndSerialNumber: { label: "Issuer and Serial Number", type: IssuerAndSerialNumber },
      rKeyId: {
        label: "Recipient Key Identifier",
        type: implicit(
          0,
          sequence({
            subjectKeyIdentifier: part("Subject Key Identifier", octetString),
            ...KeyIdentifierParts,
          }),
          true,
        ),
      },
    }),
  ),
  encryptedKey: part("Encrypted Key", countedOctets),
});

/** RFC 5652 §6.2.2. */
const KeyAgreeRecipientInfo = sequence({
  version: part("Version", integer),
  originator: part(
    "Originator",
    explicit(
      0,
      choice("an originator", {
        issuerAndSerialNumber: { label: "Issuer and Serial Number", type: IssuerAndSerialNumber },
        subjectKeyIdentifier: { label: "Subject Key Identifier", type: implicitOctets(0) },
        originatorKey: { label: "Originator's Key", type: implicit(1, OriginatorPublicKey, true) },
      }),
    ),
  ),
  ukm: optional("User Keying Material", explicit(1, octetString)),
  keyEncryptionAlgorithm: part("Key Encryption Algorithm", EncryptionAlgorithm),
  recipientEncryptedKeys: part(
    "Recipients' Keys",
    listOf({ name: "recipientEncryptedKey", label: "Recipient's Key", type: RecipientEncryptedKey }),
  ),
});

/** RFC 5652 §6.2.3. */
const KekRecipientInfo = sequence({
  version: part("Version", integer),
  kekid: part(
    "Key Identifier",
    sequence({ keyIdentifier: part("Key Identifier", octetString), ...KeyIdentifierParts }),
  ),
  keyEncryptionAlgorithm: part("Key Encryption Algorithm", EncryptionAlgorithm),
  encryptedKey: part("Encrypted Key", countedOctets),
});

/** RFC 5652 §6.2.4. */
const PasswordRecipientInfo = sequence({
  version: part("Version", integer),
  keyDerivationAlgorithm: optional("Key Derivation Algorithm", implicit(0, EncryptionAlgorithm, true)),
  keyEncryptionAlgorithm: part("Key Encryption Algorithm", EncryptionAlgorithm),
  encryptedKey: part("Encrypted Key", countedOctets),
});

/** KEMRecipientInfo (RFC 9629 §3). */
const KemRecipientInfo = sequence({
  version: part("Version", integer),
  rid: part("Recipient", CertificateIdentifier),
  kem: part("KEM Algorithm", AlgorithmIdentifier),
  kemct: part("KEM Ciphertext", countedOctets),
  kdf: part("Key Derivation Function", AlgorithmIdentifier),
  kekLength: part("Key Length", integer),
  ukm: optional("User Keying Material", explicit(0, octetString)),
  wrap: part("Key Wrap Algorithm", AlgorithmIdentifier),
  encryptedKey: part("Encrypted Key", countedOctets),
});

const ID_ORI_KEM = "1.2.840.113549.1.9.16.13.3";

/** RFC 5652 §6.2.5. */
const OtherRecipientInfo = sequence(
  { oriType: part("Type", oid), oriValue: part("Value", any) },
  {
    refine: (name, { oriType, oriValue }) => {
      if (name !== "oriValue" || !oriType || !oriValue) return undefined;
      const isKem = decodeOid(oriType.content) === ID_ORI_KEM && KemRecipientInfo.accepts(oriValue);
      return isKem ? KemRecipientInfo : undefined;
    },
  },
);

/** RecipientInfo (RFC 5652 §6.2). */
const RecipientInfo = choice("a recipient", {
  ktri: { label: "Key Transport Recipient", type: KeyTransRecipientInfo },
  kari: { label: "Key Agreement Recipient", type: implicit(1, KeyAgreeRecipientInfo, true) },
  kekri: { label: "Key Encryption Key Recipient", type: implicit(2, KekRecipientInfo, true) },
  pwri: { label: "Password Recipient", type: implicit(3, PasswordRecipientInfo, true) },
  ori: { label: "Other Recipient", type: implicit(4, OtherRecipientInfo, true) },
});

const RecipientInfos = listOf({ label: "A recipient", type: RecipientInfo }, { tag: TAG.set });

const OriginatorInfo = sequence({
  certs: optional("Certificates", implicit(0, CertificateSet, true)),
  crls: optional("Revocation Lists", implicit(1, RevocationInfoChoices, true)),
});

const Attributes = attributeList(CmsAttribute);

/** EnvelopedData (RFC 5652 §6.1). */
const EnvelopedData = sequence(
  {
    version: part("Version", integer),
    originatorInfo: optional("Originator", implicit(0, OriginatorInfo, true)),
    recipientInfos: part("Recipients", RecipientInfos),
    encryptedContentInfo: part("Encrypted Content Info", EncryptedContentInfo),
    unprotectedAttrs: optional("Unprotected Attributes", implicit(1, Attributes, true)),
  },
  {
    display: (element): string => {
      const { recipientInfos, encryptedContentInfo } = EnvelopedData.parts(element);
      const content = encryptedContentInfo && EncryptedContentInfo.display?.(encryptedContentInfo);
      return [content, `for ${countText(recipientInfos, "recipient") ?? "nobody"}`].join(" ");
    },
  },
);

/** AuthEnvelopedData (RFC 5083 §2.1). */
const AuthEnvelopedData = sequence({
  version: part("Version", integer),
  originatorInfo: optional("Originator", implicit(0, OriginatorInfo, true)),
  recipientInfos: part("Recipients", RecipientInfos),
  authEncryptedContentInfo: part("Encrypted Content Info", EncryptedContentInfo),
  authAttrs: optional("Authenticated Attributes", implicit(1, Attributes, true)),
  mac: part("MAC", octetString),
  unauthAttrs: optional("Unauthenticated Attributes", implicit(2, Attributes, true)),
});

defineContent("envelopedData", EnvelopedData);
defineContent("authEnvelopedData", AuthEnvelopedData);
