import type { FieldTable } from "../fields/table";
import type { Infer } from "../grammar";
import type { Side } from "../inspection";
import type { MessageBody } from "../tls/handshake";
import type { Presented } from "./types";

/** The certificates that each side presented, the last Certificate message of each counting. */
export class PresentedCertificates {
  readonly bySide: Record<Side, readonly Presented[]> = { client: [], server: [] };

  /** Takes the certificates out of a Certificate message whose rows are below `row`. */
  add(from: Side, message: Infer<MessageBody<"certificate">>, fields: FieldTable, row: number): void {
    const ders =
      message.tag === "tls13"
        ? message.value.certificate_list.map((entry) => entry.cert_data)
        : message.value.certificate_list;
    const rows: number[] = [];
    for (let at = row; at < row + fields.size(row); at++)
      if (fields.schema(at).key === "tls.handshake.certificate") rows.push(at);
    this.bySide[from] = ders.flatMap((der, i) => {
      const field = rows[i];
      return field === undefined ? [] : [{ der, span: fields.span(field), field }];
    });
  }
}
