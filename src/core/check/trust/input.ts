import type { CryptoProvider } from "../../crypto/provider";
import type { ChainNode, Side } from "../../inspection";
import type { Certificate, CertificateList, OcspResponse } from "../../x509";

/** What a certificate must be fit for. */
export type Purpose = "serverAuth" | "clientAuth";

/** What a verifier asks of certificate policies (RFC 5280 §6.1.1 (c), (e) to (g)); absent: any policy, nothing required. */
export interface PolicyInputs {
  /** user-initial-policy-set: dotted numbers; undefined is any-policy. */
  readonly initialPolicySet?: readonly string[] | undefined;
  readonly initialExplicitPolicy?: boolean | undefined;
  readonly initialPolicyMappingInhibit?: boolean | undefined;
  readonly initialAnyPolicyInhibit?: boolean | undefined;
}

/** A certificate that was not presented, and may stand in a path all the same. It is not trusted for being at hand. */
export interface OtherCertificate {
  readonly certificate: Certificate;
  readonly place: Extract<ChainNode["place"], "file" | "workspace" | "fetched">;
  /** A file's path, or an address. */
  readonly where: string;
}

/** An OCSP response, and where it came from: "stapled by the server", a file's path. */
export interface GivenOcspResponse {
  readonly response: OcspResponse;
  /** Whether it came in the handshake. */
  readonly isStapled?: boolean;
  readonly where: string;
}

export interface ChainInput {
  /** As presented, or as it stands in a text. */
  readonly chain: readonly Certificate[];
  /** Position of the certificate that is judged: 0, the first, unless said otherwise. */
  readonly leaf?: number | undefined;
  /** Trusted roots; undefined when there is no store at hand: trust is then not checked, and everything else is. */
  readonly roots: readonly Certificate[] | undefined;
  /** What to call the store: "Mozilla's, as in Node 24.21", "example folder ca/". */
  readonly storeName: string;
  /** When: ISO 8601. */
  readonly at: string;
  /** Undefined where any will do: what the keys are for is then not looked at. */
  readonly purpose: Purpose | undefined;
  readonly provider: CryptoProvider;
  /** The DNS name or IP address that was connected to; the name is not checked without it. */
  readonly host?: string | undefined;
  readonly from?: Side | "text";
  /** Certificates at hand besides the chain. */
  readonly others?: readonly OtherCertificate[] | undefined;
  readonly policies?: PolicyInputs | undefined;
  /** Revocation lists at hand, complete and delta ones. */
  readonly crls?: readonly CertificateList[] | undefined;
  readonly ocsp?: readonly GivenOcspResponse[] | undefined;
  /** The client asked the server for a stapled OCSP response: a certificate that demands one then needs it (RFC 7633). */
  readonly asksForStaple?: boolean | undefined;
  /**
   * "off": revocation is not looked at. "check if given" (the default): what lists and responses say counts, and what
   * none speaks of is said to be not checked. "require": each certificate's status must be known.
   */
  readonly revocation?: "off" | "check if given" | "require" | undefined;
}
