import { readCertificate, readCertificateList, readOcspResponse } from "../../src/core/x509";
import type { Certificate, CertificateList, OcspResponse } from "../../src/core/x509";
import { makeCertificate, type CertificateOptions, type OpensslFolder } from "./openssl";

/** A certificate that an index of `openssl ca` says something of. */
export interface IndexEntry {
  readonly name: string;
  /** "keyCompromise", "removeFromCRL"; a valid one without it. */
  readonly revoked?: string;
}

export interface ListOptions {
  /** The name of the certificate and key that sign. */
  readonly by: string;
  readonly entries?: readonly IndexEntry[];
  /** As "20260501000000Z". */
  readonly thisUpdate?: string;
  readonly nextUpdate?: string;
  /** Hex, of an even number of digits. */
  readonly number?: string;
  /** Lines of an extension section. */
  readonly extensions?: readonly string[];
  /** Further sections that the lines refer to. */
  readonly sections?: string;
}

/** Certificates, revocation lists and OCSP responses that openssl makes in a folder. */
export class RevocationFolder {
  readonly #certificates = new Map<string, Certificate>();

  constructor(readonly folder: OpensslFolder) {}

  make(name: string, options: CertificateOptions = {}): Certificate {
    const certificate = readCertificate(makeCertificate(this.folder, name, options));
    if (!certificate) throw new Error(`${name} is not read`);
    this.#certificates.set(name, certificate);
    return certificate;
  }

  of(name: string): Certificate {
    const certificate = this.#certificates.get(name);
    if (!certificate) throw new Error(`no ${name}`);
    return certificate;
  }

  /** The index file of `openssl ca` (tab-separated) with these certificates; returns its name. */
  index(name: string, entries: readonly IndexEntry[]): string {
    const lines = entries.map(({ name: of, revoked }) => {
      const serial = this.of(of).serialNumber.toUpperCase();
      const even = serial.length % 2 === 0 ? serial : `0${serial}`;
      const [status, date] = revoked === undefined ? ["V", ""] : ["R", `260415120000Z,${revoked}`];
      return [status, "490101000000Z", date, even, "unknown", `/CN=${of}`].join("\t");
    });
    this.folder.write(`${name}.index`, lines.map((line) => `${line}\n`).join(""));
    return `${name}.index`;
  }

  /** Makes `NAME.crl.pem` with `openssl ca -gencrl`. */
  list(name: string, options: ListOptions): CertificateList {
    const { by, entries = [], thisUpdate, nextUpdate, number, extensions = [], sections = "" } = options;
    const index = this.index(`${name}.list`, entries);
    if (number !== undefined) this.folder.write(`${name}.number`, `${number}\n`);
    const config = this.folder.write(
      `${name}.list.cnf`,
      [
        "[ca]",
        "default_ca = own",
        "[own]",
        `database = ${index}`,
        "default_md = default",
        ...(number === undefined ? [] : [`crlnumber = ${name}.number`]),
        "[exts]",
        "authorityKeyIdentifier = keyid",
        ...extensions,
        sections,
      ].join("\n"),
    );
    this.folder.run([
      ...["ca", "-gencrl", "-config", config, "-cert", `${by}.pem`, "-keyfile", `${by}.key`],
      ...[
        "-crl_lastupdate",
        thisUpdate ?? "20260501000000Z",
        "-crl_nextupdate",
        nextUpdate ?? "20260701000000Z",
      ],
      ...["-crlexts", "exts", "-out", `${name}.crl.pem`],
    ]);
    this.folder.run(["crl", "-in", `${name}.crl.pem`, "-outform", "DER", "-out", `${name}.crl`]);
    const list = readCertificateList(this.folder.read(`${name}.crl`));
    if (!list) throw new Error(`${name} is not read`);
    return list;
  }

  /** Makes `NAME.ocsp` with `openssl ocsp`: what a responder with this index says now of a certificate. */
  ocsp(
    name: string,
    options: {
      readonly certificate: string;
      readonly issuer: string;
      readonly responder: string;
      readonly entries: readonly IndexEntry[];
      readonly days?: number;
      /** Further arguments, such as "-sha256" before the certificate is named. */
      readonly args?: readonly string[];
    },
  ): OcspResponse {
    const { certificate, issuer, responder, entries, days = 7, args = [] } = options;
    this.folder.run([
      ...["ocsp", ...args, "-issuer", `${issuer}.pem`, "-cert", `${certificate}.pem`],
      ...["-no_nonce", "-reqout", `${name}.request`],
    ]);
    this.folder.run([
      ...["ocsp", "-index", this.index(`${name}.ocsp`, entries), "-CA", `${issuer}.pem`],
      ...["-rsigner", `${responder}.pem`, "-rkey", `${responder}.key`, "-ndays", String(days)],
      ...["-reqin", `${name}.request`, "-respout", `${name}.ocsp`],
    ]);
    const response = readOcspResponse(this.folder.read(`${name}.ocsp`));
    if (!response) throw new Error(`${name} is not read`);
    return response;
  }
}
