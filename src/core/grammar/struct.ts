import { defineField, type FieldSchema } from "../fields/schema";
import type { Context, Field, Tracing, Type } from "./type";

type Fields = Readonly<Record<string, Field<unknown>>>;

/** The value of a struct with these fields. */
export type StructValue<F extends Fields> = { [K in keyof F]: F[K] extends Type<infer T> ? T : never };

/** Fields one after another: `struct { … } Name`. A traced struct is one row with its fields below. */
export function struct<F extends Fields>(
  fields: F,
  describe: Pick<FieldSchema, "display" | "value"> = {},
): Type<StructValue<F>> {
  const entries = Object.entries(fields);
  return {
    read(reader, context) {
      const value: Record<string, unknown> = {};
      for (const [name, type] of entries) value[name] = type.read(reader, context);
      return value as StructValue<F>;
    },
    write(writer, value) {
      for (const [name, type] of entries) type.write(writer, value[name]);
    },
    bind(key, label): Tracing<StructValue<F>> {
      const schema = defineField({ key, label, ...describe });
      return (reader, context, tracer) => {
        const row = tracer.open(schema, reader.offset);
        const value: Record<string, unknown> = {};
        try {
          for (const [name, type] of entries) value[name] = type.trace(reader, context, tracer);
        } finally {
          tracer.close(row, reader.offset);
        }
        return value as StructValue<F>;
      };
    },
  };
}

/** The fields of a struct without a row of its own, for the body of a message. */
export function body<F extends Fields>(fields: F): Field<StructValue<F>> {
  const inner = struct(fields);
  const entries = Object.entries(fields);
  const trace: Tracing<StructValue<F>> = (reader, context, tracer) => {
    const value: Record<string, unknown> = {};
    for (const [name, type] of entries) value[name] = type.trace(reader, context, tracer);
    return value as StructValue<F>;
  };
  return { ...inner, trace };
}

/** A field that is there when bytes are left, as a Client Hello's extensions are. */
export function optional<T>(inner: Field<T>): Field<T | undefined> {
  return {
    read: (reader, context) => (reader.remaining > 0 ? inner.read(reader, context) : undefined),
    write: (writer, value) => {
      if (value !== undefined) inner.write(writer, value);
    },
    bind: (key, label) => {
      const trace = inner.bind(key, label);
      return (reader, context, tracer) => (reader.remaining > 0 ? trace(reader, context, tracer) : undefined);
    },
    trace: (reader, context, tracer) =>
      reader.remaining > 0 ? inner.trace(reader, context, tracer) : undefined,
  };
}

/** A field that is there when the context says so. The encoder writes it when the value has it. */
export function when<T>(condition: (context: Context) => boolean, inner: Field<T>): Field<T | undefined> {
  const maybe = optional(inner);
  return {
    ...maybe,
    read: (reader, context) => (condition(context) ? inner.read(reader, context) : undefined),
    trace: (reader, context, tracer) =>
      condition(context) ? inner.trace(reader, context, tracer) : undefined,
  };
}

/** A member of a union: its tag, and the fields that the tag stands for. */
export interface Tagged<K extends string, T> {
  readonly tag: K;
  readonly value: T;
}

/** The tagged union of these members. */
export type UnionValue<M extends Fields> = {
  [K in keyof M & string]: Tagged<K, M[K] extends Type<infer T> ? T : never>;
}[keyof M & string];

/** `select`: the context chooses which member stands here; the encoder follows the value's tag. */
export function select<M extends Fields>(
  members: M,
  choose: (context: Context) => keyof M & string,
): Field<UnionValue<M>> {
  const member = (tag: string): Field<unknown> => {
    const found = members[tag];
    if (!found) throw new RangeError(`no member ${tag}`);
    return found;
  };
  const trace: Tracing<UnionValue<M>> = (reader, context, tracer) => {
    const tag = choose(context);
    return { tag, value: member(tag).trace(reader, context, tracer) } as UnionValue<M>;
  };
  return {
    read(reader, context) {
      const tag = choose(context);
      return { tag, value: member(tag).read(reader, context) } as UnionValue<M>;
    },
    write(writer, value) {
      member(value.tag).write(writer, value.value);
    },
    bind: () => trace,
    trace,
  };
}
