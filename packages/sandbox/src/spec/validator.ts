import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { document, type JsonSchema } from './document.ts';
import type { OperationSpec } from './operations.ts';

const DOCUMENT = 'spec';

/** Judges requests and answers by the spec. Each schema is compiled when it is first needed: all of them would take seconds. */
export class Validator {
  readonly #exact = ajv(false);
  /** Reads text as numbers and booleans, as in paths and queries. */
  readonly #coercing = ajv(true);
  readonly #compiled = new Map<string, ValidateFunction>();

  /** What the spec forbids about a body; `undefined` if nothing. */
  body(operation: OperationSpec, mediaType: string, body: unknown): string | undefined {
    const place = operation.bodies[mediaType];
    return place === undefined ? undefined : this.#judge(place, body, 'body');
  }

  /** What the spec forbids about an answer. */
  answer(operation: OperationSpec, status: number, body: unknown): string | undefined {
    const { answers } = operation;
    const documented = Object.hasOwn(answers, status) ? status : 'default';
    if (!Object.hasOwn(answers, documented)) return `status ${status} is not documented`;
    const place = answers[documented];
    if (place === undefined) return undefined;
    return this.#judge(place, body, 'body');
  }

  /**
   * What the spec forbids about parameters in one place, and their values with the types of the spec.
   *
   * @param values Text by name. A name that the spec does not have is dropped: the platform ignores it.
   */
  parameters(
    operation: OperationSpec,
    place: 'path' | 'query',
    values: Readonly<Record<string, unknown>>,
  ): { readonly values: Readonly<Record<string, unknown>>; readonly violation: string | undefined } {
    const declared = operation.parameters.filter((parameter) => parameter.in === place);
    const given = Object.fromEntries(
      declared.filter(({ name }) => values[name] !== undefined).map(({ name }) => [name, values[name]]),
    );
    const key = `${operation.id} ${place}`;
    const check =
      this.#compiled.get(key) ??
      this.#coercing.compile({
        type: 'object',
        properties: Object.fromEntries(declared.map(({ name, schema }) => [name, absolute(schema ?? {})])),
        required: declared.filter(({ required }) => required).map(({ name }) => name),
      });
    this.#compiled.set(key, check);
    return { values: given, violation: check(given) ? endlessIn(given, place) : describe(check.errors, place) };
  }

  #judge(pointer: string, value: unknown, name: string): string | undefined {
    const check = this.#compiled.get(pointer) ?? this.#exact.compile({ $ref: DOCUMENT + pointer });
    this.#compiled.set(pointer, check);
    return check(value) ? undefined : describe(check.errors, name);
  }
}

function ajv(coerceTypes: boolean): Ajv2020 {
  const made = new Ajv2020({ strict: false, logger: false, validateSchema: false, strictNumbers: true, coerceTypes });
  // The types say that the module itself is the function; both exist.
  (addFormats as unknown as (to: Ajv2020) => void)(made);
  made.addSchema(document, DOCUMENT);
  return made;
}

/** A text such as `1e999` becomes a number without a limit only after it was judged as one. */
function endlessIn(values: Readonly<Record<string, unknown>>, place: string): string | undefined {
  const [name] = Object.entries(values).find(([, value]) => typeof value === 'number' && !Number.isFinite(value)) ?? [];
  return name === undefined ? undefined : `${place}/${name} must be a number with a limit`;
}

/** References of the document, from outside of it. */
const absolute = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${DOCUMENT}#/`)) as JsonSchema;

/** The first error in words, such as `body/basket_info/sum must be integer`. A union says that nothing fits only after its parts. */
function describe(errors: readonly ErrorObject[] | null | undefined, name: string): string {
  const deepest = [...(errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
  return `${name}${deepest?.instancePath ?? ''} ${deepest?.message ?? 'is invalid'}`;
}
