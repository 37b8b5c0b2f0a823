import type { Run, Segment, Source } from "../bytes/source";
import type { Span } from "../bytes/span";
import type { ChainGraph, Check, Finding, Inspection, Message } from "../inspection";

const FORMAT = "tls-inspector/0";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

/** An Inspection in its JSON form; several streams are put under `inspections`. Bytes and big integers are hex strings. */
export function toJson(inspections: Inspection | readonly Inspection[]): Json {
  if (isMany(inspections)) return { format: FORMAT, inspections: inspections.map(one) };
  return { format: FORMAT, ...one(inspections) };
}

function isMany(inspections: Inspection | readonly Inspection[]): inspections is readonly Inspection[] {
  return Array.isArray(inspections);
}

function one(inspection: Inspection): Readonly<Record<string, Json | undefined>> {
  return {
    origin: { ...inspection.origin },
    sources: inspection.sources.all.map(source),
    fields: inspection.fields.roots().map((row) => field(inspection, row)),
    messages: inspection.messages.map(message),
    negotiated: inspection.negotiated ? { ...inspection.negotiated } : undefined,
    parameters: inspection.parameters.map(({ name, offered, chosen, asked, note }) => {
      const texts = (values: typeof offered): string[] => values.map((value) => value.text);
      return { name, offered: texts(offered), chosen: texts(chosen), asked: texts(asked), note };
    }),
    certificates: inspection.certificates.map((certificate) => ({
      ...certificate,
      span: span(certificate.span),
    })),
    verdicts: inspection.verdicts.map(({ graph, ...verdict }) => ({
      ...verdict,
      steps: verdict.steps.map((step) => ({ ...step })),
      ...(graph && { graph: graphJson(graph) }),
    })),
    fingerprints: inspection.fingerprints,
    checks: inspection.checks.map(check),
    findings: inspection.findings.map(finding),
  };
}

function span({ source: id, start, end }: Span): [number, number, number] {
  return [id, start, end];
}

function source(it: Source): Json {
  if (it.kind === "text") return { id: it.id, label: it.label, length: it.text.length, kind: "text" };
  return {
    id: it.id,
    label: it.label,
    length: it.bytes.length,
    segments: it.segments.map((s: Segment): Json => [s.start, s.parent, s.parentStart, s.length]),
    ...(it.text === undefined
      ? {}
      : {
          text: it.text,
          runs: it.runs.map((r: Run): Json => [
            r.byteStart,
            r.byteCount,
            r.charStart,
            r.charsPerByte,
            r.stride,
          ]),
        }),
  };
}

function field(inspection: Inspection, row: number): Json {
  const { fields } = inspection;
  const { key, label, value, display, span: where, notes } = fields.field(row);
  return {
    id: row,
    key,
    label,
    value,
    display,
    span: span(where),
    ...(notes.length > 0 ? { notes } : {}),
    children: fields.children(row).map((child) => field(inspection, child)),
  };
}

function graphJson({ nodes, edges, paths }: ChainGraph): Json {
  return {
    nodes: nodes.map((node) => ({ ...node })),
    edges: edges.map((edge) => ({ ...edge })),
    paths: paths.map((path) => ({ ...path, steps: path.steps.map((step) => ({ ...step })) })),
  };
}

function message({ stream, from, name, encrypted, span: where, field: row, timeMs }: Message): Json {
  return { stream, from, name, encrypted, span: span(where), field: row, timeMs };
}

function check({ id, status, message: words, formula, inputs, messageIndex }: Check): Json {
  return {
    id,
    status,
    message: words,
    formula,
    messageIndex,
    inputs: inputs.map((input) => ({ name: input.name, hex: input.hex, spans: input.spans?.map(span) })),
  };
}

function finding({ id, severity, message: words, fix, span: where, rfc }: Finding): Json {
  return { id, severity, message: words, fix, rfc, span: where && span(where) };
}
