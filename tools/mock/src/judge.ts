import { prismRequire } from './prism-modules.ts';

/** The dialect of every schema of an OpenAPI 3.1 document that names no other. */
export const DIALECT = 'https://json-schema.org/draft/2020-12/schema';

/** What is wrong with a value, in the words of Prism. `severity` 0 is an error. */
export interface Diagnostic {
  readonly path: string[];
  readonly code: string | number;
  readonly message: string;
  readonly severity: number;
}

export type Bundle = object | undefined;

/** Whether a value came with a request or with a response. */
export type Context = number;

interface Check {
  (value: unknown): boolean;
  readonly errors?: readonly object[] | null;
}
interface Ajv {
  compile(schema: object): Check;
}
type AjvClass = new (options: object) => Ajv;

const addFormats = prismRequire('ajv-formats').default as (ajv: Ajv) => void;
const { convertAjvErrors } = prismRequire('./validator/validators/utils') as {
  convertAjvErrors(errors: readonly object[], severity: number, context: Context, prefix?: string): Diagnostic[];
};

/** A schema that cannot be compiled. It can judge nothing, so the mock must not respond as if it had. */
export class SchemaError extends Error {
  override readonly name = 'about:blank#SCHEMA_DOES_NOT_COMPILE';
  readonly status = 500;
  readonly detail: string;

  constructor(cause: unknown) {
    super('A schema of the document does not compile', { cause });
    this.detail = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof RangeError) this.detail += ' (start Node with --stack-size=3900)';
  }
}

function createAjv(coerceTypes: boolean): Ajv {
  const Ajv2020 = prismRequire('ajv/dist/2020').default as AjvClass;
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, coerceTypes });
  addFormats(ajv);
  return ajv;
}

const ajvs = { coercing: createAjv(true), exact: createAjv(false) };
// Operations share schemas and bundles, and compiling one walks through its whole bundle.
const compiled = { coercing: new WeakMap<object, WeakMap<object, Check>>(), exact: new WeakMap() };
const NO_BUNDLE = {};

/**
 * Compiles a schema with the schemas that it refers to.
 *
 * @throws SchemaError
 */
export function compile(schema: object, coerce: boolean, bundle: Bundle): Check {
  const kind = coerce ? 'coercing' : 'exact';
  const checks: WeakMap<object, Check> = compiled[kind].get(schema) ?? new WeakMap();
  compiled[kind].set(schema, checks);
  const known = checks.get(bundle ?? NO_BUNDLE);
  if (known) return known;
  try {
    const check = ajvs[kind].compile({ ...schema, $schema: DIALECT, __bundled__: bundle });
    checks.set(bundle ?? NO_BUNDLE, check);
    return check;
  } catch (error) {
    throw new SchemaError(error);
  }
}

/**
 * What a schema forbids about a value. `coerce` lets text stand for numbers and booleans, as in paths and headers.
 *
 * @throws SchemaError
 */
export function judge(
  value: unknown,
  schema: object,
  coerce: boolean,
  context: Context,
  prefix: string | undefined,
  bundle: Bundle,
): Diagnostic[] {
  const check = compile(schema, coerce, bundle);
  return check(value) ? [] : convertAjvErrors(check.errors ?? [], 0, context, prefix);
}
