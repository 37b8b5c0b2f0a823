import { inspectConnection } from "../../src/core/inspect/connection";
import { toJson } from "../../src/core/inspect/json";
import { summaryOf } from "../../src/core/inspect/summary";
import type { Inspection } from "../../src/core/inspection";
import { traceEmbeddedDer } from "../../src/core/x509";
import { readSession } from "../../src/core/session/readSession";
import type { WireLog } from "../../src/core/session/wireLog";
import { testProvider } from "./provider";

const TRUST = { roots: undefined, storeName: "none", at: "2026-01-01T00:00:00Z", host: "localhost" };

/** The Inspection of a log, with everything in it that is computed when asked for. */
export function inspectAll(log: WireLog): Inspection {
  const inspection = inspectConnection(
    log,
    { kind: "connection", label: "test" },
    { provider: testProvider, trust: TRUST },
  );
  toJson(inspection);
  summaryOf(inspection);
  return inspection;
}

/** What must hold of every inspection, whatever it is of: its rows cover its bytes, and what it says of places is true. */
export function unsound(inspection: Inspection): string[] {
  const { sources, fields, messages, findings, checks } = inspection;
  const problems = coverage(inspection);
  for (const [index, message] of messages.entries()) {
    if (message.index !== index)
      problems.push(`message ${String(index)} says that it is ${String(message.index)}`);
    if (message.field < 0 || message.field >= fields.length)
      problems.push(`message ${String(index)} has no row`);
  }
  for (const { id, message, span } of findings) {
    if (!/^["[A-Z0-9]|^[a-z]+[A-Z]/.test(message)) problems.push(`${id} begins small: ${message}`);
    if (/[^.]\.$/.test(message) && !message.slice(0, -1).includes(".") && !message.includes(": "))
      problems.push(`${id} is one sentence with a full stop: ${message}`);
    if (/undefined|NaN|\[object/.test(message)) problems.push(`${id} says ${message}`);
    if (!span) continue;
    const source = sources.get(span.source);
    const length = source.kind === "text" ? source.text.length : source.bytes.length;
    if (span.start < 0 || span.start > span.end || span.end > length)
      problems.push(`${id} stands at ${String(span.start)} to ${String(span.end)} of ${String(length)}`);
  }
  for (const { id, message, messageIndex } of checks) {
    if (messageIndex !== undefined && !messages[messageIndex]) problems.push(`${id} is of no message`);
    if (/undefined|NaN/.test(message)) problems.push(`${id} says ${message}`);
  }
  return problems;
}

/**
 * Each byte stands in one leaf at most, and in none only where another source carries it on (a dump's bytes go into
 * its session's); each row stands inside its parent.
 */
function coverage({ sources, fields }: Inspection): string[] {
  const problems: string[] = [];
  const leaves = sources.all.map(
    (source) => new Uint8Array(source.kind === "text" ? 0 : source.bytes.length),
  );
  const carried = leaves.map(({ length }) => new Uint8Array(length));
  for (const source of sources.all) {
    if (source.kind === "text") continue;
    for (const { parent, parentStart, length } of source.segments)
      carried[parent]?.fill(1, parentStart, parentStart + length);
  }
  for (let row = 0; row < fields.length; row++) {
    const span = fields.span(row);
    const name = `row ${String(row)} (${fields.schema(row).key})`;
    for (const child of fields.children(row)) {
      const inner = fields.span(child);
      if (inner.source !== span.source || inner.start < span.start || inner.end > span.end)
        problems.push(`row ${String(child)} stands outside ${name}`);
    }
    const length = leaves[span.source]?.length ?? 0;
    if (span.start < 0 || span.start > span.end || span.end > length)
      problems.push(`${name} is out of bounds`);
    if (fields.size(row) > 1) continue;
    for (let at = span.start; at < span.end; at++) {
      const times = (leaves[span.source]?.[at] ?? 0) + 1;
      if (times > 1) problems.push(`byte ${String(at)} stands in two leaves, the second ${name}`);
      leaves[span.source]?.fill(times, at, at + 1);
    }
  }
  for (const [id, bytes] of leaves.entries()) {
    const lost = bytes.findIndex((times, at) => times === 0 && carried[id]?.[at] !== 1);
    if (lost >= 0) problems.push(`byte ${String(lost)} of ${sources.get(id).label} is lost`);
  }
  return problems;
}

/** What a session says, without its rows' numbers: the same for the same bytes, however they came in. */
export function sayings(log: WireLog): unknown {
  const session = readSession(log, { provider: testProvider, der: traceEmbeddedDer });
  const order = (from: string): unknown[] =>
    session.messages
      .filter((message) => message.from === from)
      .map(({ name, encrypted, epoch, bytes }) => [name, encrypted, epoch, bytes]);
  return {
    names: session.messages.map(({ from, name }) => `${from} ${name}`),
    client: order("client"),
    server: order("server"),
    findings: session.findings.map(({ id, message }) => `${id} ${message}`),
  };
}
