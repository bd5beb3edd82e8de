import { operationsOf, resolve, type Document, type Media, type Reference } from '../document.ts';
import { alternativesOf, fieldsOf, modelIn, type FullSchema } from './fields.ts';

/** The longest example in a cell, in characters. */
const LONGEST = 60;

/** A value of each field of each model, out of the examples in the spec. */
export class ExampleValues {
  readonly #document: Document;
  readonly #values = new Map<string, Map<string, unknown>>();

  constructor(document: Document) {
    this.#document = document;
    for (const { operation } of operationsOf(document)) {
      const bodies = [operation.requestBody, ...Object.values(operation.responses)];
      for (const body of bodies)
        for (const media of Object.values(
          (body && resolve(document, body as Reference & { content?: Record<string, Media> }))?.content ?? {},
        ))
          for (const example of Object.values(media.examples ?? {}))
            if (media.schema) this.#read(media.schema as FullSchema, resolve(document, example).value, []);
    }
  }

  /** The example of a field as JSON; one that follows from its schema, if the spec has none; empty for what is too long for a cell. */
  of(model: string, field: string, schema: FullSchema): string {
    const value = this.#values.get(model)?.get(field) ?? this.#fromSchema(schema);
    const text = value === undefined ? '' : JSON.stringify(value);
    return text.length <= LONGEST ? text : '';
  }

  /** Records the value of each field with all models that a schema is composed of. */
  #read(schema: FullSchema, value: unknown, owners: readonly string[]): void {
    const model = modelIn(schema);
    if (model !== undefined)
      return this.#read(resolve(this.#document, schema) as FullSchema, value, [...owners, model]);
    for (const part of schema.allOf ?? []) this.#read(part, value, owners);
    for (const part of alternativesOf(schema)) if (this.#fits(part, value)) this.#read(part, value, owners);
    if (Array.isArray(value)) {
      if (schema.items) for (const item of value) this.#read(schema.items as FullSchema, item, []);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      const inner = (value as Record<string, unknown>)[name];
      if (inner === undefined) continue;
      for (const owner of owners) this.#keep(owner, name, inner);
      this.#read(field as FullSchema, inner, []);
    }
  }

  /** Whether a value has the constants of an alternative, which tell alternatives apart. */
  #fits(part: FullSchema, value: unknown): boolean {
    const constants = fieldsOf(this.#document, part, '').filter(({ schema }) => schema.const !== undefined);
    return constants.every(({ name, schema }) => (value as Record<string, unknown> | null)?.[name] === schema.const);
  }

  /** A value that fits into a cell is better than none, and any is better than null. */
  #keep(model: string, name: string, value: unknown): void {
    const values = this.#values.get(model) ?? new Map<string, unknown>();
    this.#values.set(model, values);
    const kept = values.get(name);
    if (kept === undefined || kept === null || (JSON.stringify(kept).length > LONGEST && value !== null))
      values.set(name, value);
  }

  #fromSchema(schema: FullSchema): unknown {
    const target = resolve(this.#document, schema) as FullSchema;
    const [known] = target['x-extensible-enum'] ?? target.enum ?? [];
    return target.const ?? target.default ?? known;
  }
}

const read = new WeakMap<Document, ExampleValues>();

/** The values of a document, which are read once. */
export function examplesIn(document: Document): ExampleValues {
  const values = read.get(document) ?? new ExampleValues(document);
  read.set(document, values);
  return values;
}
