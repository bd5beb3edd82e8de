import { bodyOfPrism } from './falsy-body.ts';
import { judge, type Bundle, type Context, type Diagnostic } from './judge.ts';
import { isOfType } from './media-type.ts';
import { prismRequire } from './prism-modules.ts';
import { judgeQuery, type QueryParameter } from './query.ts';
import type { Query } from './query-texts.ts';

interface Content {
  readonly schema?: object;
}
type Verdict<Value> = { _tag: 'Left'; left: Diagnostic[] } | { _tag: 'Right'; right: Value };
type ValidateBody = (
  body: unknown,
  contents: readonly Content[],
  context: Context,
  media: string | undefined,
  boundary: string | undefined,
  bundle: Bundle,
) => Verdict<unknown>;

// Prism looks each of these functions up at the call, so they can be replaced.
const utils = prismRequire('./validator/validators/utils') as { validateAgainstSchema: unknown };
const validators = prismRequire('./validator/validators') as { validateBody: ValidateBody; validateQuery: unknown };
const { findContentByMediaTypeOrFirst } = prismRequire('./validator/validators/body') as {
  findContentByMediaTypeOrFirst(
    contents: readonly Content[],
    media: string,
  ): { _tag: 'None' } | { _tag: 'Some'; value: { content: Content } };
};
const mediaTypes = prismRequire('./validator/utils/wildcardMediaTypeMatch') as { wildcardMediaTypeMatch: unknown };
const validateFormBody = validators.validateBody;
type Deserialize = (name: string, values: Readonly<Record<string, unknown>>, ...rest: unknown[]) => unknown;
const deserializers = prismRequire('./validator/deserializers') as { header: { simple: Deserialize } };
const deserializeHeader = deserializers.header.simple;

const FORM = /^(multipart\/form-data|application\/x-www-form-urlencoded)/i;

const verdict = <Value>(value: Value, found: Diagnostic[]): Verdict<Value> =>
  found.length ? { _tag: 'Left', left: found } : { _tag: 'Right', right: value };

/**
 * Makes Prism 5.16.0 judge by the dialect of the document. Without this,
 * - it judges parameters and headers by draft 7, even if the document says otherwise;
 * - it accepts any value in place of a schema that does not compile;
 * - it takes `application/merge-patch+json` for `application/json`;
 * - it throws if a request lacks a header whose value is a list;
 * - it takes a required body that is falsy for a missing one (`""`, `0`, `false`, an empty text): see `bodyForPrism`;
 * - it merges `allOf` in bodies first, and thereby loses what stands beside a `$ref` and each `additionalProperties: false`.
 */
export function judgeByDialect(): void {
  utils.validateAgainstSchema = (
    value: unknown,
    schema: object,
    coerce: boolean,
    context: Context,
    prefix: string | undefined,
    bundle: Bundle,
  ) => {
    const found = judge(value, schema, coerce, context, prefix, bundle);
    return found.length ? { _tag: 'Some', value: found } : { _tag: 'None' };
  };
  mediaTypes.wildcardMediaTypeMatch = isOfType;
  deserializers.header.simple = (name, values, ...rest) =>
    values[name] === undefined ? undefined : deserializeHeader(name, values, ...rest);
  validators.validateBody = (given, contents, context, media, boundary, bundle) => {
    const body = bodyOfPrism(given);
    if (media !== undefined && FORM.test(media))
      return validateFormBody(body, contents, context, media, boundary, bundle);
    const { schema } = contentFor(contents, media);
    return verdict(body, schema ? judge(body, schema, false, context, 'body', bundle) : []);
  };
  validators.validateQuery = (
    query: Query,
    parameters: readonly QueryParameter[],
    context: Context,
    bundle: Bundle,
  ): Verdict<Query> => verdict(query, judgeQuery(query, parameters, context, bundle));
}

function contentFor(contents: readonly Content[], media: string | undefined): Content {
  const found = media === undefined ? undefined : findContentByMediaTypeOrFirst(contents, media);
  return (found?._tag === 'Some' ? found.value.content : contents[0]) ?? {};
}
