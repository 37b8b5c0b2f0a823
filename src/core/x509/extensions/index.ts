import { SourceGraph } from "../../bytes/source";
import { FieldTable } from "../../fields/table";
import { Tracer } from "../../fields/tracer";
import type { Finding } from "../../inspection";
import { readElements, type Element } from "../../asn1/element";
import { traceGeneric } from "../../asn1/generic";
import { decodeOid, oidName } from "../../asn1/oid";
import { shortHex, partOf, rowAt, type Place, type Reading, VALUE_ROW } from "../../asn1/trace";
import { labelOf, makeType, type Type } from "../../asn1/type";
import {
  boolean,
  listOf,
  octetString,
  octetStringOf,
  oid,
  optional,
  part,
  sequence,
  unwrap,
} from "../../asn1/types";
import { labelFor, listText } from "../labels";
import { traceRoot } from "../root";
import { accessExtensions } from "./access";
import { cabfExtensions } from "./cabf";
import { crlExtensions } from "./crl";
import { distributionPointExtensions } from "./distributionPoints";
import type { ExtensionSpec } from "./extension";
import { keyIdentifierExtensions } from "./keyIdentifiers";
import { microsoftExtensions } from "./microsoft";
import { nameExtensions } from "./names";
import { netscapeExtensions } from "./netscape";
import { ocspExtensions } from "./ocsp";
import { otherExtensions } from "./other";
import { policyExtensions } from "./policies";
import { qualifiedExtensions } from "./qualified";
import { resourceExtensions } from "./resources";
import { sctExtensions } from "./sct";
import { usageExtensions } from "./usage";

const SPECS: ReadonlyMap<string, ExtensionSpec> = new Map(
  [
    ...keyIdentifierExtensions,
    ...usageExtensions,
    ...nameExtensions,
    ...policyExtensions,
    ...accessExtensions,
    ...distributionPointExtensions,
    ...crlExtensions,
    ...sctExtensions,
    ...ocspExtensions,
    ...cabfExtensions,
    ...qualifiedExtensions,
    ...resourceExtensions,
    ...microsoftExtensions,
    ...netscapeExtensions,
    ...otherExtensions,
  ].map((spec) => [spec.oid, spec]),
);

/** An OCTET STRING of unknown meaning: the DER that it holds, if it does. */
const UnknownValue: Type = makeType({
  ...octetString,
  fill(trace, element, place) {
    const { items, fault } = readElements(
      element.bytes,
      element.contentAt,
      element.contentEnd,
      element.depth + 1,
    );
    const whole = !fault && items.length > 0 && items.every((item) => !item.cut);
    trace.frame(element, labelOf(place, element), () => {
      if (whole && !element.constructed) for (const item of items) traceGeneric(trace, item);
      else trace.leaf(VALUE_ROW, element.contentAt, element.contentEnd);
    });
  },
});

const parts = {
  extnID: part("Extension ID", oid),
  critical: optional("Critical", boolean),
  extnValue: part("Value", UnknownValue),
};

/** Extension ::= SEQUENCE { extnID, critical DEFAULT FALSE, extnValue } (RFC 5280 §4.1). */
const ExtensionSequence = sequence(parts);

const inner = new Map<ExtensionSpec, Type>();

/**
 * The extension's own type, in the OCTET STRING. One that is a structure shares the extension's row, so that its parts
 * are the extension's parts; one that is a mere value has a row of its own.
 */
function valueType(spec: ExtensionSpec): Type {
  const known = inner.get(spec);
  if (known) return known;
  const wrapped = octetStringOf(spec.type);
  const type: Type = {
    ...wrapped,
    trace(trace, element, place) {
      const value = unwrap(element);
      // The place is "….extnValue": parts of a structure go by the extension's own key.
      const own: Place = { ...place, prefix: place.key.replace(/\.extnValue$/, "") };
      if (value?.constructed && spec.type.accepts(value)) {
        wrapped.fill(trace, element, { ...own, label: spec.label });
      } else {
        trace.row(rowAt(own, wrapped), element, () => {
          wrapped.fill(trace, element, { ...own, label: spec.label });
        });
      }
    },
  };
  inner.set(spec, type);
  return type;
}

const sequences = new Map<ExtensionSpec, ReturnType<typeof sequence<keyof typeof parts>>>();

function sequenceFor(spec: ExtensionSpec | undefined): typeof ExtensionSequence {
  if (!spec) return ExtensionSequence;
  const known = sequences.get(spec) ?? sequence({ ...parts, extnValue: part("Value", valueType(spec)) });
  sequences.set(spec, known);
  return known;
}

/** An extension as it stands in a certificate, CRL or request. */
export interface Extension {
  /** Dotted. */
  readonly oid: string;
  /** "subjectAltName", or the dotted number. */
  readonly name: string;
  readonly critical: boolean;
  /** Whether its structure is one that is known here. */
  readonly known: boolean;
  /** The element inside extnValue, if there is one. */
  readonly value: Element | undefined;
  /** The content of extnValue. */
  readonly der: Uint8Array;
}

/** Reads an Extension; undefined when extnID or extnValue is missing. */
export function readExtension(element: Element): Extension | undefined {
  const { extnID, critical, extnValue } = ExtensionSequence.parts(element);
  const dotted = extnID && decodeOid(extnID.content);
  if (dotted === undefined || !extnValue) return undefined;
  const spec = SPECS.get(dotted);
  const value = unwrap(extnValue);
  return {
    oid: dotted,
    name: spec?.name ?? oidName(dotted) ?? dotted,
    critical: (critical?.content[0] ?? 0) !== 0,
    known: spec !== undefined,
    value: value && spec && !spec.type.accepts(value) ? undefined : value,
    der: extnValue.content,
  };
}

/** Reads Extensions; entries that are none are left out. */
export function readExtensions(element: Element): Extension[] {
  return element.children.flatMap((child) => readExtension(child) ?? []);
}

/** What is wrong with the content of a known extension, if anything: the first problem that its rows would report. */
export function extensionProblem(extension: Extension): string | undefined {
  const spec = SPECS.get(extension.oid);
  if (!spec) return undefined;
  const findings: Finding[] = [];
  const table = new FieldTable(new SourceGraph());
  const { der } = extension;
  traceRoot(new Tracer(table, 0, 0, findings), der, 0, der.length, spec.type, {
    key: `extension.${spec.name}`,
    label: spec.label,
  });
  return findings[0]?.message;
}

function specOf(element: Element): { spec: ExtensionSpec | undefined; oid: string | undefined } {
  const { extnID } = ExtensionSequence.parts(element);
  const dotted = extnID && decodeOid(extnID.content);
  return { oid: dotted, spec: dotted === undefined ? undefined : SPECS.get(dotted) };
}

const reading: Reading = {
  display: (element) => {
    const extension = readExtension(element);
    if (!extension) return "";
    const spec = SPECS.get(extension.oid);
    const text =
      spec && extension.value ? (spec.type.display?.(extension.value) ?? "") : shortHex(extension.der);
    return extension.critical ? `${text} (critical)` : text;
  },
};

/** One extension: its row bears the extension's name. */
export const ExtensionType: Type = {
  ...makeType({ ...ExtensionSequence, ...reading }),
  trace(trace, element, place) {
    const { spec, oid: dotted } = specOf(element);
    const name = spec?.name ?? oidName(dotted ?? "");
    const at =
      name === undefined
        ? partOf(place, "extension", (own) => specOf(own).oid ?? "Extension")
        : partOf(place, name, spec?.label ?? labelFor(name));
    trace.row(rowAt(at, reading), element, () => {
      sequenceFor(spec).fill(trace, element, at);
    });
  },
};

/** Extensions (RFC 5280 §4.2). */
export const Extensions: Type = listOf(
  { label: "An extension", type: ExtensionType },
  {
    display: (element) =>
      listText(element.children.map((child) => specOf(child).spec?.name ?? specOf(child).oid ?? "unknown")),
  },
);
