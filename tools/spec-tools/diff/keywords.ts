import { LIMITS } from './limits.ts';

const words = (...lines: string[]): string[] => lines.flatMap((line) => line.split(' '));

/**
 * What only readers see: no type, no request and no response depends on it. `x-since` and `x-enum-descriptions` appear in doc comments at most;
 * only `pnpm spec:lint` and the coverage of the API reference read `x-source` and `x-deprecated-values`.
 */
export const TEXTS: ReadonlySet<string> = new Set(
  words(
    'description summary title info externalDocs example examples value $comment',
    'x-since x-source x-enum-descriptions x-deprecated-values',
  ),
);

/**
 * What the comparison of operations and schemas judges. Everything else is unknown, also `x-money`, `x-id-prefix` and `x-push-target`: they say what the API sends; and `x-personal-data` and
 * `x-clip-length`, which change what `@secuconnect/client/personal-data` masks and clips.
 */
export const JUDGED: ReadonlySet<string> = new Set([
  ...words(
    'operationId tags parameters requestBody responses security deprecated x-safe x-paging x-waits-for-terminal',
    'x-settle',
    'name in required schema style explode allowReserved allowEmptyValue content',
    '$ref type properties items prefixItems patternProperties additionalProperties allOf oneOf anyOf enum const',
    'readOnly writeOnly default x-extensible-enum x-free-form x-internal x-namespace url',
  ),
  ...LIMITS.keys(),
]);

/** Their keys are names of the author, not keywords. */
export const NAMED: ReadonlySet<string> = new Set(words('properties patternProperties parameters responses content'));

/** They contain other keywords. */
export const NESTED: ReadonlySet<string> = new Set([
  ...NAMED,
  ...words('requestBody schema items prefixItems additionalProperties allOf oneOf anyOf'),
]);

/** Lists whose order means nothing. */
export const UNORDERED: ReadonlySet<string> = new Set(
  words('required enum type x-extensible-enum x-deprecated-values tags parameters security allOf oneOf anyOf'),
);
