import { compile, DIALECT, SchemaError } from './judge.ts';
import { loadOperations, type Operation } from './operations.ts';
import { judgeByDialect } from './own-verdicts.ts';
import { prismRequire } from './prism-modules.ts';
import { isContainer, querySchema, type QueryParameter } from './query.ts';
import { flattenSchema, typesOf, type Schema } from './values/schema.ts';

/** A schema by which the mock cannot judge, or a dialect by which it does not. */
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

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i;

/** Compiles every schema of the operations, by operation (`GET /path`). Each result also says whether Prism judges by the dialect. */
export function preflight(operations: readonly Operation[]): Map<string, PreflightResult> {
  const ignored = ignoredByPrism().map((message) => ({ where: `dialect ${DIALECT}`, message }));
  return new Map(
    operations.map((operation) => {
      const { compiled, failures } = compileAll(operation);
      return [`${operation.method.toUpperCase()} ${operation.path}`, { compiled, failures: [...ignored, ...failures] }];
    }),
  );
}

function compileAll({ request, responses, __bundled__: bundle }: Operation): PreflightResult {
  const result: PreflightResult = { compiled: 0, failures: [] };
  const check = (where: string, schema: () => object | undefined, coerce: boolean, map: object | undefined) => {
    try {
      compile(schema() ?? missingSchema(), coerce, map);
      result.compiled += 1;
    } catch (error) {
      if (!(error instanceof SchemaError)) throw error;
      result.failures.push({ where, message: error.detail });
    }
  };
  for (const { name } of request?.cookie ?? [])
    result.failures.push({ where: `cookie parameter ${name}`, message: 'Prism ignores cookies' });
  for (const { name, schema } of request?.path ?? []) check(`path parameter ${name}`, () => schema, true, bundle);
  for (const { name, schema } of request?.headers ?? []) check(`header parameter ${name}`, () => schema, true, bundle);
  if (request?.query?.length) check('query', () => querySchema(request.query as QueryParameter[]), false, bundle);
  for (const { mediaType, schema } of request?.body?.contents ?? []) {
    if (!schema) continue; // bytes of any kind
    // Prism judges forms without the map of bundled schemas.
    const isForm = FORM.test(mediaType);
    check(`request body ${mediaType}`, () => (isForm ? flatForm(schema) : schema), isForm, isForm ? undefined : bundle);
  }
  for (const { code, contents, headers } of responses) {
    for (const { mediaType, schema } of contents ?? [])
      if (schema) check(`response ${code} ${mediaType}`, () => schema, false, bundle);
    for (const { name, schema } of headers ?? []) check(`response ${code} header ${name}`, () => schema, true, bundle);
  }
  return result;
}

const missingSchema = (): never => {
  throw new SchemaError('It has no schema: Prism does not judge `content`');
};

/** Prism reads the parts of a form as texts: it rejects each part in JSON, and drops the parts that the schema does not have. */
function flatForm(schema: object): object {
  const parts = Object.entries(flattenSchema(schema as Schema, () => ({})).own.properties ?? {});
  const nested = parts.filter(([, part]) => isContainer(typesOf(part))).map(([name]) => name);
  if (nested.length)
    throw new SchemaError(`Prism cannot read the parts ${nested.join(', ')} of the form: they are no texts`);
  return schema;
}

/** A keyword of 2020-12 that draft 7 does not have, which every part of the probe has to obey. */
const probed = { type: 'object', dependentRequired: { a: ['b'] } };
const content = { 'application/json': { schema: { $ref: '#/components/schemas/Probed' } } };
const probe = {
  openapi: '3.1.0',
  info: { title: 'Probe', version: '1' },
  paths: {
    '/probe': {
      post: {
        parameters: [{ name: 'q', in: 'query', style: 'deepObject', explode: true, schema: probed }],
        requestBody: { content },
        responses: { 200: { description: 'Probed.', content } },
      },
    },
  },
  components: { schemas: { Probed: probed } },
};

const { validateInput, validateOutput } = prismRequire('./validator') as Record<
  'validateInput' | 'validateOutput',
  (of: { resource: Operation; element: object }) => { _tag: 'Left' | 'Right' }
>;

/** Asks Prism itself, so that a Prism that judges in another way fails every operation instead of passing all of them. */
function ignoredByPrism(): string[] {
  judgeByDialect();
  const [resource] = loadOperations(probe);
  const headers = { 'content-type': 'application/json', 'content-length': '1' };
  const verdicts = (body: object, query: object) => ({
    'a request body': validateInput({
      resource: resource!,
      element: { headers, body, url: { path: '/probe', query: {} } },
    }),
    'a query': validateInput({ resource: resource!, element: { headers, body: {}, url: { path: '/probe', query } } }),
    'a response body': validateOutput({ resource: resource!, element: { headers, body, statusCode: 200 } }),
  });
  const forbidden = verdicts({ a: '1' }, { 'q[a]': '1' });
  const allowed = verdicts({ a: '1', b: '1' }, { 'q[a]': '1', 'q[b]': '1' });
  return (Object.keys(forbidden) as (keyof typeof forbidden)[]).flatMap((where) => [
    ...(forbidden[where]._tag === 'Left' ? [] : [`Prism accepts ${where} that \`dependentRequired\` forbids`]),
    ...(allowed[where]._tag === 'Right' ? [] : [`Prism rejects ${where} that \`dependentRequired\` allows`]),
  ]);
}
