import { CONTEXT, UNIVERSAL, readElements, type Element, type Elements } from "./element";
import { fillGeneric, traceGeneric } from "./generic";
import { checkPrimitive, contentOf, displayOf, valueOf } from "./primitive";
import { TAG, tagName } from "./tags";
import {
  SECRET_ROW,
  UNUSED_BITS_ROW,
  VALUE_ROW,
  partOf,
  type Place,
  type Reading,
  type Trace,
} from "./trace";
import { labelOf, makeType, type Type, type TypeParts } from "./type";

/** A primitive type with one of these universal tags; read and shown by the tag that stands there. */
export function primitive(name: string, tags: readonly number[], reading: Partial<Reading> = {}): Type {
  const [first = TAG.octetString] = tags;
  // Behind an implicit tag the universal one is not written: it is the type's own.
  const tagOf = (element: Element): number => (element.tagClass === UNIVERSAL ? element.tag : first);
  return makeType({
    value: (element) => valueOf(tagOf(element), contentOf(element)),
    display: (element) => displayOf(tagOf(element), contentOf(element)),
    ...reading,
    name,
    accepts: (element) => element.tagClass === UNIVERSAL && tags.includes(element.tag),
    fill(trace, element, place) {
      if (element.constructed) {
        fillGeneric(trace, element, place);
        return;
      }
      const problem = element.cut ? undefined : checkPrimitive(tagOf(element), element.content);
      const label = labelOf(place, element);
      trace.frame(element, label, () => {
        const { contentAt, contentEnd } = element;
        const bits = tagOf(element) === TAG.bitString && contentEnd > contentAt ? 1 : 0;
        trace.leaf(UNUSED_BITS_ROW, contentAt, contentAt + bits);
        trace.leaf(VALUE_ROW, contentAt + bits, contentEnd);
      });
      if (problem !== undefined) trace.problem(`${label} ${problem}`, element.start, element.end);
    },
  });
}

export const boolean = primitive("a BOOLEAN", [TAG.boolean]);
export const integer = primitive("an INTEGER", [TAG.integer]);
export const enumerated = primitive("an ENUMERATED", [TAG.enumerated]);
export const bitString = primitive("a BIT STRING", [TAG.bitString]);
export const octetString = primitive("an OCTET STRING", [TAG.octetString]);
export const oid = primitive("an OBJECT IDENTIFIER", [TAG.oid]);
export const ia5String = primitive("an IA5String", [TAG.ia5String]);
export const utf8String = primitive("a UTF8String", [TAG.utf8String]);
export const time = primitive("a time", [TAG.utcTime, TAG.generalizedTime]);
export const generalizedTime = primitive("a GeneralizedTime", [TAG.generalizedTime]);
/** DirectoryString and every other string a name may hold. */
export const anyString = primitive("a character string", [
  TAG.utf8String,
  TAG.printableString,
  TAG.ia5String,
  TAG.teletexString,
  TAG.bmpString,
  TAG.universalString,
  TAG.numericString,
  TAG.visibleString,
  TAG.videotexString,
  TAG.graphicString,
  TAG.generalString,
]);

/** A part of a private key: neither its value nor its bytes are shown, whatever it holds. */
export function secret(name: string, tag: number): Type {
  return makeType({
    display: () => "not shown",
    name,
    accepts: (element) => element.is(tag),
    fill(trace, element, place) {
      trace.frame(element, labelOf(place, element), () => {
        trace.leaf(SECRET_ROW, element.contentAt, element.contentEnd);
      });
    },
  });
}

/** A part of a sequence. */
export interface Part {
  readonly label: string;
  readonly type: Type;
  readonly optional: boolean;
}

export function part(label: string, type: Type): Part {
  return { label, type, optional: false };
}

export function optional(label: string, type: Type): Part {
  return { label, type, optional: true };
}

/** The parts of a sequence that are there, by name. */
export type Parts<K extends string> = Readonly<Partial<Record<K, Element>>>;

export interface SequenceType<K extends string> extends Type {
  /** The parts that are there and of the right type; `element` may have any tag. */
  parts(element: Element): Parts<K>;
  /** Whether every part that must be there is there, each of the right type and whole, and nothing else. */
  fits(element: Element): boolean;
}

/**
 * A SEQUENCE (or, with `tag`, a SET) of named parts. Its parts are told apart by tag, in order; `refine` gives the type
 * of a part that hangs on the parts before it (ANY DEFINED BY).
 */
export function sequence<K extends string>(
  parts: Readonly<Record<K, Part>>,
  options: Partial<Reading> & {
    readonly refine?: (name: K, parts: Parts<K>) => Type | undefined;
    readonly tag?: number;
  } = {},
): SequenceType<K> {
  const { refine, tag = TAG.sequence, ...reading } = options;
  const names = Object.keys(parts).filter((name): name is K => Object.hasOwn(parts, name));

  interface Slot {
    readonly child: Element;
    readonly name?: K;
    readonly fits: boolean;
  }

  const assign = (element: Element): { slots: Slot[]; missing: K[] } => {
    const slots: Slot[] = [];
    const missing: K[] = [];
    let next = 0;
    for (const child of element.children) {
      const found = names.findIndex((name, i) => i >= next && parts[name].type.accepts(child));
      if (found >= 0) {
        for (const name of names.slice(next, found)) if (!parts[name].optional) missing.push(name);
        slots.push({ child, name: names[found], fits: true } as Slot);
        next = found + 1;
        continue;
      }
      const wanted = names.findIndex((name, i) => i >= next && !parts[name].optional);
      const name = names[wanted];
      slots.push(name === undefined ? { child, fits: false } : { child, name, fits: false });
      if (wanted >= 0) next = wanted + 1;
    }
    for (const name of names.slice(next)) if (!parts[name].optional) missing.push(name);
    return { slots, missing };
  };

  const fitting = (slots: readonly Slot[]): Parts<K> => {
    const found: Partial<Record<K, Element>> = {};
    for (const { child, name, fits } of slots) if (fits && name !== undefined) found[name] = child;
    return found;
  };

  const fill: TypeParts["fill"] = (trace, element, place) => {
    const label = labelOf(place, element);
    trace.frame(element, label, () => {
      const { slots, missing } = assign(element);
      const there = fitting(slots);
      let said = false;
      const say = (message: string, at: number, end: number): void => {
        if (!said) trace.problem(message, at, end);
        said = true;
      };
      for (const { child, name, fits } of slots) {
        if (name === undefined) {
          say(`${label} holds ${tagName(child)} where nothing more may stand`, child.start, child.end);
          traceGeneric(trace, child);
        } else if (fits) {
          const type = refine?.(name, there) ?? parts[name].type;
          type.trace(trace, child, partOf(place, name, parts[name].label));
        } else {
          const { label: wanted, type } = parts[name];
          say(`${wanted} is ${type.name}, and here stands ${tagName(child)}`, child.start, child.end);
          traceGeneric(trace, child);
        }
      }
      const { inside } = element;
      const [lost] = missing;
      if (lost !== undefined && !trace.inCut && !inside.fault) {
        say(`${label} lacks ${parts[lost].label}`, element.start, element.end);
      }
      trace.rest(inside, element.contentEnd);
    });
  };

  return {
    ...makeType({
      ...reading,
      name: tag === TAG.set ? "a SET" : "a SEQUENCE",
      accepts: (element) => element.is(tag) && element.constructed,
      fill,
    }),
    parts: (element) => fitting(assign(element).slots),
    fits: (element) => {
      const { slots, missing } = assign(element);
      const whole = !element.cut && element.inside.fault === undefined && missing.length === 0;
      return whole && slots.every(({ child, fits }) => fits && !child.cut);
    },
  };
}

/** SEQUENCE OF (or, with `tag`, SET OF). A `name` gives each item's row its key; without one the items name themselves. */
export function listOf(
  item: { readonly name?: string; readonly label: string; readonly type: Type },
  options: Partial<Reading> & { readonly tag?: number } = {},
): Type {
  const { tag = TAG.sequence, ...reading } = options;
  const { name, label, type } = item;
  return makeType({
    display: (element) => {
      const count = element.children.length;
      return `${String(count)} ${count === 1 ? "entry" : "entries"}`;
    },
    ...reading,
    name: tag === TAG.set ? "a SET" : "a SEQUENCE",
    accepts: (element) => element.is(tag) && element.constructed,
    fill(trace, element, place) {
      trace.frame(element, labelOf(place, element), () => {
        const at = name === undefined ? place : partOf(place, name, label);
        for (const child of element.children) {
          if (type.accepts(child)) type.trace(trace, child, at);
          else {
            trace.problem(
              `${label} is ${type.name}, and here stands ${tagName(child)}`,
              child.start,
              child.end,
            );
            traceGeneric(trace, child);
          }
        }
        trace.rest(element.inside, element.contentEnd);
      });
    },
  });
}

/** A CHOICE: its row is that of the alternative, whose name ends the key. */
export function choice<K extends string>(
  name: string,
  alternatives: Readonly<Record<K, { readonly label: string; readonly type: Type }>>,
): Type & { readonly pick: (element: Element) => K | undefined } {
  const names = Object.keys(alternatives).filter((key): key is K => Object.hasOwn(alternatives, key));
  const pick = (element: Element): K | undefined =>
    names.find((alternative) => alternatives[alternative].type.accepts(element));
  const trace: Type["trace"] = (to, element, place) => {
    const chosen = pick(element);
    if (chosen === undefined) {
      to.problem(`here stands ${name}, and ${tagName(element)} is none`, element.start, element.end);
      traceGeneric(to, element);
    } else {
      const { label, type } = alternatives[chosen];
      type.trace(to, element, partOf(place, chosen, label));
    }
  };
  const typeOf = (element: Element): Type | undefined => {
    const chosen = pick(element);
    return chosen && alternatives[chosen].type;
  };
  return {
    name,
    pick,
    accepts: (element) => pick(element) !== undefined,
    value: (element) => typeOf(element)?.value?.(element),
    display: (element) => typeOf(element)?.display?.(element) ?? "",
    trace,
    fill: trace,
  };
}

/** `[tag] IMPLICIT`: the type's content under another tag. */
export function implicit(tag: number, type: Type, constructed: boolean): Type {
  return makeType({
    ...(type.value && { value: type.value }),
    ...(type.display && { display: type.display }),
    name: `[${String(tag)}]`,
    accepts: (element) =>
      element.tagClass === CONTEXT && element.tag === tag && element.constructed === constructed,
    fill: (trace, element, place) => {
      type.fill(trace, element, place);
    },
  });
}

/** `[tag] EXPLICIT`: shares its row with the element inside. */
export function explicit(tag: number, type: Type): Type {
  return wrapper(`[${String(tag)}]`, type, {
    accepts: (element) => element.isContext(tag) && element.constructed,
    skip: 0,
  });
}

/** An OCTET STRING whose content is DER of `type`, sharing its row. */
export function octetStringOf(type: Type): Type {
  return wrapper("an OCTET STRING", type, { accepts: (element) => element.is(TAG.octetString), skip: 0 });
}

/** A BIT STRING whose content is DER of `type`, sharing its row. */
export function bitStringOf(type: Type): Type {
  return wrapper("a BIT STRING", type, { accepts: (element) => element.is(TAG.bitString), skip: 1 });
}

/** The one element that a wrapper's content is, after `skip` bytes. */
export function unwrap(element: Element, skip = 0): Element | undefined {
  return wrapped(element, skip).items[0];
}

function wrapped(element: Element, skip: number): Elements {
  if (skip === 0) return element.inside;
  const { bytes, contentAt, contentEnd, depth, cut } = element;
  return readElements(bytes, Math.min(contentAt + skip, contentEnd), contentEnd, depth + 1, cut);
}

function wrapper(
  name: string,
  type: Type,
  { accepts, skip }: { readonly accepts: (element: Element) => boolean; readonly skip: number },
): Type {
  const { display, value } = type;
  return makeType({
    name,
    accepts,
    ...(display && {
      display: (element) => {
        const inner = unwrap(element, skip);
        return inner && type.accepts(inner) ? display(inner) : "";
      },
    }),
    ...(value && {
      value: (element) => {
        const inner = unwrap(element, skip);
        return inner && type.accepts(inner) ? value(inner) : undefined;
      },
    }),
    fill(trace, element, place) {
      fillWrapper(trace, element, place, type, skip);
    },
  });
}

function fillWrapper(trace: Trace, element: Element, place: Place, type: Type, skip: number): void {
  const label = labelOf(place, element);
  trace.frame(element, label, () => {
    const elements = wrapped(element, skip);
    const { contentAt, contentEnd } = element;
    const from = Math.min(contentAt + skip, contentEnd);
    trace.leaf(UNUSED_BITS_ROW, contentAt, from);
    const [inner, ...more] = elements.items;
    if (!inner) {
      if (elements.fault) trace.fault(elements.fault);
      else if (!trace.inCut) trace.problem(`${label} is empty`, element.start, element.end);
      trace.leaf(VALUE_ROW, from, contentEnd);
      return;
    }
    if (type.accepts(inner)) type.fill(trace, inner, place);
    else {
      trace.problem(`${label} is ${type.name}, and here stands ${tagName(inner)}`, inner.start, inner.end);
      traceGeneric(trace, inner);
    }
    const [extra] = more;
    if (extra) trace.problem(`${label} is one element, and more follow`, extra.start, contentEnd);
    for (const child of more) traceGeneric(trace, child);
    trace.rest(elements, contentEnd);
  });
}
