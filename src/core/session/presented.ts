import type { FieldTable } from "../fields/table";
import type { Infer } from "../grammar";
import type { Side } from "../inspection";
import { extensions } from "../tls/extensions";
import type { MessageBody } from "../tls/handshake";
import type { Presented } from "./types";

/** The certificates that each side presented, the last Certificate message of each counting. */
export class PresentedCertificates {
  readonly bySide: Record<Side, readonly Presented[]> = { client: [], server: [] };

  /** Takes the certificates out of a Certificate message whose rows are below `row`. */
  add(from: Side, message: Infer<MessageBody<"certificate">>, fields: FieldTable, row: number): void {
    const entries: readonly Pick<Presented, "der" | "ocsp">[] =
      message.tag === "tls13"
        ? message.value.certificate_list.map((entry) => ({
            der: entry.cert_data,
            ...stapled(extensions.status_request.find(entry.extensions, "certificate")),
          }))
        : message.value.certificate_list.map((der) => ({ der }));
    const rows: number[] = [];
    for (let at = row; at < row + fields.size(row); at++)
      if (fields.schema(at).key === "tls.handshake.certificate") rows.push(at);
    this.bySide[from] = entries.flatMap((entry, i) => {
      const field = rows[i];
      return field === undefined ? [] : [{ ...entry, span: fields.span(field), field }];
    });
  }

  /** Takes a Certificate Status message's response: before TLS 1.3 it is about the leaf (RFC 6066 §8). */
  staple(from: Side, status: Infer<MessageBody<"certificate_status">>): void {
    const [leaf, ...more] = this.bySide[from];
    if (leaf) this.bySide[from] = [{ ...leaf, ...stapled(status) }, ...more];
  }
}

const OCSP = 1;

function stapled(status: Infer<MessageBody<"certificate_status">> | undefined): { ocsp?: Uint8Array } {
  return status?.status_type === OCSP ? { ocsp: status.response } : {};
}
