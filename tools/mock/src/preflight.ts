import { createRequire } from 'node:module';
import type { Operation } from './operations.ts';

/** A schema that Prism cannot compile. Prism would accept any value in its place. */
export interface PreflightFailure {
  where: string;
  message: string;
}

/** The result for the schemas of one operation. */
export interface PreflightResult {
  /** How many schemas compiled. A test should require more than 0. */
  compiled: number;
  readonly failures: PreflightFailure[];
}

interface Ajv {
  compile(schema: object): unknown;
  addFormat(name: string, format: unknown): void;
}
type Schema = object & { $schema?: unknown };

// Everything comes from Prism's own dependency tree, because another Ajv version could decide differently.
const ownRequire = createRequire(import.meta.url);
const prismRequire = createRequire(ownRequire.resolve('@stoplight/prism-http'));
const addFormats = prismRequire('ajv-formats').default as (ajv: Ajv) => void;
const dateTime = prismRequire('./validator/validators/dateTime');
const mergeAllOf = prismRequire('@stoplight/json-schema-merge-allof') as (schema: object, options: object) => object;
const { stripReadOnlyProperties, stripWriteOnlyProperties } = prismRequire('./utils/filterRequiredProperties');

/** The options of prism-http 5.16.0, dist/validator/validators/utils.js. */
function createAjv(module: string, coerceTypes: boolean): Ajv {
  const AjvClass = prismRequire(module).default as new (options: object) => Ajv;
  const ajv = new AjvClass({
    allErrors: true,
    allowUnionTypes: true,
    allowMatchingProperties: true,
    strict: false,
    logger: false,
    coerceTypes,
  });
  addFormats(ajv);
  ajv.addFormat('date-time', dateTime.fmtDef(dateTime.date_time, dateTime.compareDateTime));
  return ajv;
}

/** Prism selects the draft by `$schema`, with draft 7 as fallback. */
function ajvModule(schema: Schema): string {
  const draft = /^https?:\/\/json-schema.org\/draft\/(2019-09|2020-12)\/schema#?$/.exec(String(schema.$schema))?.[1];
  return draft ? `ajv/dist/${draft.slice(0, 4)}` : 'ajv';
}

/** The transformation that Prism applies to a body schema before it compiles it. */
function normalizeBody(schema: object, direction: 'request' | 'response'): Schema {
  let merged = schema;
  try {
    merged = mergeAllOf(schema, { deep: true, ignoreAdditionalProperties: true });
  } catch {
    // Prism continues with the unmerged schema.
  }
  const strip = direction === 'request' ? stripReadOnlyProperties : stripWriteOnlyProperties;
  return strip(merged).value ?? {};
}

/** Compiles every schema that Prism would compile. The result has failures and the number of successes by operation (`GET /path`). */
export function preflight(operations: readonly Operation[]): Map<string, PreflightResult> {
  const ajvs = new Map<string, Ajv>();
  const outcomes = new Map<string, string | undefined>(); // every operation has the same error responses
  const results = new Map<string, PreflightResult>();

  const compile = (schema: Schema, coerce: boolean, bundle: object | undefined): string | undefined => {
    const module = ajvModule(schema);
    const key = `${module} ${coerce}`;
    const outcomeKey = `${key} ${bundle !== undefined} ${JSON.stringify(schema)}`;
    if (outcomes.has(outcomeKey)) return outcomes.get(outcomeKey);
    let message: string | undefined;
    try {
      const ajv = ajvs.get(key) ?? createAjv(module, coerce);
      ajvs.set(key, ajv);
      ajv.compile({ ...schema, __bundled__: bundle });
    } catch (error) {
      message = error instanceof Error ? error.message : String(error);
      if (error instanceof RangeError) message += ' (start Node with --stack-size=3900)';
    }
    outcomes.set(outcomeKey, message);
    return message;
  };

  for (const operation of operations) {
    const result: PreflightResult = { compiled: 0, failures: [] };
    results.set(`${operation.method.toUpperCase()} ${operation.path}`, result);
    const bundle = operation.__bundled__;
    const check = (where: string, schema: Schema, coerce: boolean, map: object | undefined) => {
      const message = compile(schema, coerce, map);
      if (message === undefined) result.compiled += 1;
      else result.failures.push({ where, message });
    };
    const checkParameters = (where: string, specs: readonly { name: string; schema?: object }[] | undefined) => {
      for (const spec of specs ?? []) {
        const schema = { type: 'object', properties: { [spec.name.toLowerCase()]: spec.schema } };
        if (spec.schema) check(`${where} ${spec.name}`, schema, true, bundle);
      }
    };

    // Prism ignores cookie parameters.
    for (const kind of ['path', 'query', 'headers'] as const) {
      checkParameters(kind === 'headers' ? 'header parameter' : `${kind} parameter`, operation.request?.[kind]);
    }
    for (const content of operation.request?.body?.contents ?? []) {
      if (!content.schema) continue;
      // Prism compiles form bodies without the map of bundled schemas.
      const isForm = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i.test(content.mediaType);
      check(
        `request body ${content.mediaType}`,
        normalizeBody(content.schema, 'request'),
        isForm,
        isForm ? undefined : bundle,
      );
    }
    for (const response of operation.responses) {
      for (const content of response.contents ?? []) {
        if (content.schema)
          check(
            `response ${response.code} ${content.mediaType}`,
            normalizeBody(content.schema, 'response'),
            false,
            bundle,
          );
      }
      checkParameters(`response ${response.code} header`, response.headers);
    }
  }
  return results;
}
