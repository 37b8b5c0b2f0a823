import { sameName } from "../../x509";
import { certificateFindings, nameOf } from "../trust";
import type { Finding } from "../../inspection";
import { keyFits, publicKeyOfObject } from "./keys";
import { judgeObjects } from "./judge";
import type { JudgeOptions, ObjectFix, PlacedObject } from "./types";

/** A file or value that a configuration names. */
export interface NamedObjects {
  readonly objects: readonly PlacedObject[];
  /** The file's own text; "" for DER. */
  readonly text: string;
  /** It is in the configuration itself, whose own diagnostics tell what is wrong with it alone. */
  readonly isInline: boolean;
}

/** What a configuration uses together; absent is what it does not name or what could not be read. */
export interface NamedPair {
  readonly certificate?: NamedObjects | undefined;
  readonly key?: NamedObjects | undefined;
  readonly chain?: NamedObjects | undefined;
  readonly combined?: boolean | undefined;
  readonly hasPassphrase: boolean;
}

export interface PairFinding {
  /** Which of the named places it stands at. */
  readonly at: "certificate" | "key" | "chain";
  readonly finding: Omit<Finding, "span">;
  /** What can be done in the named file itself. */
  readonly fix?: ObjectFix;
}

export interface PairOptions extends Omit<JudgeOptions, "text" | "pairs"> {
  /** When: ISO 8601. */
  readonly at: string;
  readonly expiresSoonDays: number;
  /** Who reads the files: "nginx". */
  readonly program: string;
}

/** Whether a certificate and a key that are named together can be used together. Never throws. */
export function judgePair(pair: NamedPair, options: PairOptions): PairFinding[] {
  return [...content(pair, options.program), ...match(pair), ...inFiles(pair, options)];
}

/** What is wrong with authorities that a configuration names. */
export function judgeAuthorities(named: NamedObjects, options: PairOptions): Omit<Finding, "span">[] {
  if (named.isInline) return [];
  const found = validity(named, options);
  if (named.objects.some((object) => object.read().certificate)) return found;
  return [{ ...notThere("certificate", named, options.program), severity: "error" }];
}

const isKey = (object: PlacedObject): boolean => {
  const { kind, secret } = object.read();
  return isEncrypted(object) || (secret && kind !== undefined && /PrivateKey$|^privateKey$/.test(kind));
};

/** A private key that needs a passphrase: PKCS#8's, or PEM's own as OpenSSL wrote it before. */
function isEncrypted(object: PlacedObject): boolean {
  const { kind, secret } = object.read();
  return (
    kind === "encryptedPrivateKey" || (secret && kind === undefined && object.label.includes("PRIVATE KEY"))
  );
}

/** Whether each place holds what belongs there. */
function content({ certificate, key, combined, hasPassphrase }: NamedPair, program: string): PairFinding[] {
  const found: PairFinding[] = [];
  const hasCertificate = certificate?.objects.some((object) => object.read().certificate);
  const keyHolder = key ?? (combined ? certificate : undefined);
  const hasKey = keyHolder?.objects.some(isKey);
  const swapped =
    certificate?.objects.some(isKey) === true &&
    !hasCertificate &&
    (!key || key.objects.some((object) => object.read().certificate));
  if (certificate && !hasCertificate && (swapped || !certificate.isInline))
    found.push({
      at: "certificate",
      finding: swapped
        ? wrongWayRound("A private key stands where the certificate belongs")
        : notThere("certificate", certificate, program),
    });
  if (key && !hasKey) {
    const isCertificate = key.objects.some((object) => object.read().certificate);
    if (isCertificate || !key.isInline)
      found.push({
        at: "key",
        finding: isCertificate
          ? wrongWayRound("A certificate stands where its private key belongs")
          : notThere("private key", key, program),
      });
  } else if (!key && combined && hasCertificate && !hasKey)
    found.push({
      at: "certificate",
      finding: {
        id: "configuration.noKey",
        severity: "error",
        message: `This file holds no private key, and ${program} is told of no other that does`,
        fix: "Put the key into the same file, or name its file",
      },
    });
  const locked = keyHolder?.objects.find(isEncrypted);
  if (locked && !hasPassphrase)
    found.push({
      at: key ? "key" : "certificate",
      finding: {
        id: "configuration.noPassphrase",
        severity: "warning",
        message: `This private key is encrypted, and nothing gives ${program} its passphrase`,
        fix: "Name a file or program that gives it, or use a key that is not encrypted and that nobody else can read",
      },
    });
  return found;
}

function wrongWayRound(message: string): Omit<Finding, "span"> {
  return {
    id: "configuration.wrongWayRound",
    severity: "error",
    message,
    fix: "Name the certificate's file for the certificate, and the key's file for the key",
  };
}

function notThere(what: string, { objects }: NamedObjects, program: string): Omit<Finding, "span"> {
  const isDer = objects.some(({ form }) => form === "DER");
  return {
    id: what === "certificate" ? "configuration.noCertificate" : "configuration.noKey",
    severity: "error",
    message: `This file holds no ${what} that ${program} can read${isDer ? ": it is DER, and PEM is wanted" : ""}`,
    fix: isDer ? "Convert it to PEM" : `Name a file in PEM that holds the ${what}`,
  };
}

function match({ certificate, key, combined }: NamedPair): PairFinding[] {
  const leaf = certificate?.objects.flatMap((object) => object.read().certificate ?? [])[0];
  const holder = key ?? (combined ? certificate : undefined);
  // What stands in the configuration itself is told there, at the key.
  if (!certificate || !leaf || !holder || (holder.isInline && certificate.isInline)) return [];
  const publicKeys = holder.objects.flatMap((object) => publicKeyOfObject(object) ?? []);
  const fits = publicKeys.map((one) => keyFits(one, leaf));
  if (publicKeys.length === 0 || fits.some((fit) => fit !== false)) return [];
  return [
    {
      at: key ? "key" : "certificate",
      finding: {
        id: "key.mismatch",
        severity: "error",
        message: `This private key is not the key of the certificate that is named with it, ${nameOf(leaf)}`,
        fix: "Name the key that the certificate was issued for, and the server's own certificate first in its file",
        rfc: "RFC 5246 §7.4.2",
      },
    },
  ];
}

const VALIDITY: ReadonlySet<string> = new Set([
  "certificate.expired",
  "certificate.notYetValid",
  "certificate.expiresSoon",
  "certificate.validityUnreadable",
]);

function validity({ objects }: NamedObjects, { at, expiresSoonDays }: PairOptions): Omit<Finding, "span">[] {
  return objects
    .flatMap((object) => object.read().certificate ?? [])
    .slice(0, 200)
    .flatMap((certificate) => certificateFindings(certificate, { at, isLeaf: true, expiresSoonDays }))
    .filter(({ id }) => VALIDITY.has(id));
}

/** What the named files are told themselves, and what matters where they are named. */
function inFiles({ certificate, chain }: NamedPair, options: PairOptions): PairFinding[] {
  const found: PairFinding[] = [];
  if (certificate && !certificate.isInline) {
    for (const finding of validity(certificate, options)) found.push({ at: "certificate", finding });
    const above = chain?.objects.flatMap((object) => object.read().certificate ?? []) ?? [];
    for (const { finding, fix, object } of judgeObjects(certificate.objects, {
      ...options,
      text: certificate.text,
    })) {
      if (!finding.id.startsWith("chain.")) continue;
      const own = certificate.objects[object]?.read().certificate;
      const isThere = own && above.some(({ subject }) => sameName(subject, own.issuer));
      if (finding.id === "chain.missingIssuer" && isThere) continue;
      found.push({ at: "certificate", finding, ...(fix && { fix }) });
    }
  }
  if (chain && !chain.isInline)
    for (const finding of validity(chain, options)) found.push({ at: "chain", finding });
  return found;
}
