import type { Run } from "../bytes/source";
import type { CryptoProvider } from "../crypto/provider";
import { RAW } from "../fields/schema";
import type { Inspection } from "../inspection";
import { addPemSource, findPemBlocks, pemFindings, type PemBlock, type PemProblem } from "../text/pem";
import { pemKind, readCertificate, type Certificate, type DerKind } from "../x509";
import { Draft, isSecret } from "./draft";
import type { TrustOptions } from "./trust";

/** How an object is written where it stands. */
export type ObjectForm = "PEM";

/** A certificate, key, request, list … that stands in a text. Positions are UTF-16 offsets in that text. */
export interface TextObject {
  readonly form: ObjectForm;
  /** What it is called where it stands: a PEM block's label ("CERTIFICATE"), or the name of the value that holds it ("tls.crt"). */
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Decodes it, the first time that it is asked for. Never throws. */
  read(): ObjectReading;
}

/** What a text object holds. */
export interface ObjectReading {
  /** Undefined for what is no DER that is known here, and for what is encrypted as a whole. */
  readonly kind: DerKind | undefined;
  /** The DER as far as it could be read. */
  readonly bytes: Uint8Array;
  /** Which characters of the text carry which bytes. */
  readonly runs: readonly Run[];
  /** Holds a private key or the like: the bytes are for no view. */
  readonly secret: boolean;
  readonly problems: readonly PemProblem[];
  /** Of kind "certificate", when it can be read. */
  readonly certificate: Certificate | undefined;
  /** The PEM block, for a form that is one. */
  readonly block: PemBlock | undefined;
}

/** Every object of a text, in its order. Linear in the text's length; what each holds is decoded when it is asked for. */
export function findTextObjects(text: string): TextObject[] {
  return findPemBlocks(text).map(pemObject);
}

function pemObject(block: PemBlock): TextObject {
  let reading: ObjectReading | undefined;
  return {
    form: "PEM",
    label: block.label,
    start: block.start,
    end: block.end,
    read: () => (reading ??= readBlock(block)),
  };
}

function readBlock(block: PemBlock): ObjectReading {
  const { bytes, runs, problems, encrypted, label } = block;
  const kind = encrypted ? undefined : pemKind(label, bytes).kind;
  return {
    kind,
    bytes,
    runs,
    secret: isSecret(kind) || label.includes("PRIVATE KEY"),
    problems,
    certificate: kind === "certificate" ? readCertificate(bytes) : undefined,
    block,
  };
}

/** How one object of a text is inspected. */
export interface ObjectOptions {
  /** The document's URI. */
  readonly label: string;
  readonly text: string;
  readonly version?: number;
  readonly provider: CryptoProvider;
  readonly trust: TrustOptions;
}

/** The inspection of one object alone; its fields and findings lead to the characters of the whole text. Never throws. */
export function inspectObject(object: TextObject, options: ObjectOptions): Inspection {
  const { label, text, version, provider, trust } = options;
  const draft = new Draft({ kind: "text", label }, provider, trust);
  const id = draft.sources.addText(label, text, version);
  const { block, kind, bytes, secret } = object.read();
  if (block) {
    const source = addPemSource(draft.sources, id, block, secret);
    draft.findings.push(...pemFindings(block, source));
    if (!draft.der(source, kind)) draft.fields.leaf(RAW, source, 0, bytes.length);
  }
  return draft.finish();
}
