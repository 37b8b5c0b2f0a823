import type { Span } from "../core/bytes/span";
import { judgementsOf, type ObjectFinding, type ObjectPair } from "../core/check/objects";
import { certificateFindings, isSelfIssued } from "../core/check/trust";
import type { TextObject } from "../core/inspect/objects";
import { spanIn } from "../core/inspect/trust";
import type { CryptoProvider } from "../core/crypto/provider";
import type { Finding, Inspection } from "../core/inspection";
import type { Certificate } from "../core/x509";
import { notAscii } from "./notAscii";
import { levelOf, type Problem } from "./problem";

/** What problems are looked for in: the reading of a document. */
export interface Reading {
  readonly text: string;
  readonly objects: readonly TextObject[];
  inspection(object: TextObject): Inspection;
}

export interface CollectOptions {
  /** When: ISO 8601. */
  readonly at: string;
  readonly expiresSoonDays: number;
  /** Ids that nobody wants to hear of. */
  readonly ignore: ReadonlySet<string>;
  readonly provider: CryptoProvider;
  /** The whole text is PEM, so that everything in it is about its blocks. */
  readonly isPem: boolean;
  readonly pairs?: readonly ObjectPair[];
  readonly isIssuedByRoot?: (certificate: Certificate) => boolean;
  /** What linting says of a certificate; each finding has its span when it is told where fields stand. */
  readonly lint?: ((certificate: Certificate, spanOf?: SpanOf) => readonly Finding[]) | undefined;
}

/** Where the field with a key of a certificate stands; `range` is the very element's place in the DER, where it is known. */
export type SpanOf = (
  key: string,
  range?: { readonly start: number; readonly end: number },
) => Span | undefined;

/** Lint's words are advice on how certificates are made: what is broken for its users is said by other findings. */
const LINT_LEVELS = { error: "warning", warning: "information", info: "hint" } as const;

/** So many problems of one document are shown; the rest is counted. */
export const MOST_PROBLEMS = 200;

/** Collects the problems of a document, one object a step, so that the caller can rest between two. */
export class Collector implements Iterator<unknown> {
  readonly problems: Problem[] = [];
  /** How many were found beyond MOST_PROBLEMS. */
  more = 0;
  readonly #steps: Iterator<unknown>;

  constructor(
    private readonly reading: Reading,
    private readonly options: CollectOptions,
  ) {
    this.#steps = this.#collect();
  }

  next(): IteratorResult<unknown> {
    return this.#steps.next();
  }

  *#collect(): Generator<undefined> {
    const { reading, options } = this;
    const { objects, text } = reading;
    for (const object of objects) {
      this.#malformed(object);
      const { certificate } = object.read();
      if (certificate) this.#certificate(object, certificate);
      yield;
    }
    for (const findings of judgementsOf(objects, { ...options, text })) {
      for (const finding of findings) this.#judged(finding);
      yield;
    }
    if (options.isPem) {
      const found = notAscii(text, objects);
      if (found) this.#add(found.finding, "information", () => ({ start: found.start, end: found.end }));
    }
  }

  #judged({ object: position, finding, field, related, fix }: ObjectFinding): void {
    const { objects, text } = this.reading;
    const object = objects[position];
    if (!object) return;
    this.#add(finding, levelOf(finding.severity), () => ({
      ...(field === undefined ? headOf(object, text) : fieldOf(this.reading, object, field)),
      related: related.flatMap(({ object: other, message }) => {
        const place = objects[other];
        return place ? [{ ...headOf(place, text), message }] : [];
      }),
      ...(fix && { fix }),
    }));
  }

  #malformed(object: TextObject): void {
    for (const { message, start, end } of object.read().problems)
      this.#add(
        {
          id: "pem.malformed",
          severity: "error",
          message: `${message.charAt(0).toUpperCase()}${message.slice(1)}`,
          rfc: "RFC 7468 §3",
        },
        "error",
        () => ({ start, end: Math.max(end, start + 1) }),
      );
  }

  #certificate(object: TextObject, certificate: Certificate): void {
    const { at, expiresSoonDays, lint } = this.options;
    const isLeaf = certificate.basicConstraints?.isCa !== true;
    // Findings name their field only through the question where it stands, which is dear: it is asked once they are shown.
    const keys: string[] = [];
    const findings = certificateFindings(certificate, {
      at,
      isLeaf,
      expiresSoonDays,
      spanOf: (asked) => {
        keys.push(asked);
        return undefined;
      },
    });
    for (const [index, finding] of findings.entries()) {
      this.#add(finding, levelOf(finding.severity), () => fieldOf(this.reading, object, keys[index]));
    }
    // Roots are trusted for being in a store, whatever they look like.
    if (!lint || isSelfIssued(certificate)) return;
    if (lint(certificate).length === 0) return;
    const inspection = this.reading.inspection(object);
    const { fields, certificates } = inspection;
    const row = certificates[0]?.field ?? 0;
    const whole = certificates[0]?.span;
    const spanOf: SpanOf = (key, range) =>
      range && whole
        ? { source: whole.source, start: whole.start + range.start, end: whole.start + range.end }
        : spanIn(fields, row, key);
    for (const { span, ...finding } of lint(certificate, spanOf))
      this.#add(finding, LINT_LEVELS[finding.severity], () =>
        span
          ? (placeOf(inspection, span) ?? headOf(object, this.reading.text))
          : headOf(object, this.reading.text),
      );
  }

  #add(
    finding: Omit<Finding, "span">,
    level: Problem["level"],
    place: () => Pick<Problem, "start" | "end"> & Partial<Pick<Problem, "related" | "fix">>,
  ): void {
    if (this.options.ignore.has(finding.id)) return;
    if (this.problems.length >= MOST_PROBLEMS) this.more++;
    else this.problems.push({ finding, level, related: [], ...place() });
  }
}

type Place = Pick<Problem, "start" | "end">;

/** An object's first line. */
export function headOf({ start, end }: Place, text: string): Place {
  const line = /[\r\n]|\\n/.exec(text.slice(start, Math.min(end, start + 200)));
  return { start, end: line ? start + line.index : end };
}

/** The characters of a field: those of the line that carries most of it. The object's first line where it has none. */
export function fieldOf(reading: Reading, object: TextObject, key: string | undefined): Place {
  const head = headOf(object, reading.text);
  if (key === undefined) return head;
  const inspection = reading.inspection(object);
  const span = spanIn(inspection.fields, inspection.certificates[0]?.field ?? 0, key);
  return (span && placeOf(inspection, span)) ?? head;
}

function placeOf({ sources }: Inspection, span: Span): Place | undefined {
  let best: Place | undefined;
  for (const { start, end } of sources.toText(span))
    if (!best || end - start > best.end - best.start) best = { start, end };
  return best;
}
