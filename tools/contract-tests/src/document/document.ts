import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A JSON object of the document, whatever is in it. */
export type Json = Record<string, any>;

let loaded: Json | undefined;

/**
 * The OpenAPI document that the suite holds everything against: the committed bundle, or the one that `CONTRACT_DOCUMENT` names. The
 * client and its types always come from the committed one, so with another document the suite has to find the difference.
 */
export function openApiDocument(): Json {
  const path =
    process.env['CONTRACT_DOCUMENT'] ?? createRequire(import.meta.url).resolve('@secuconnect/api/openapi.json');
  return (loaded ??= JSON.parse(readFileSync(path, 'utf8')) as Json);
}

const SCHEMAS = '#/components/schemas/';

/** Follows references until there is none. */
export function resolve<T = Json>(value: unknown): T {
  const reference = (value as Json | undefined)?.['$ref'];
  if (typeof reference !== 'string') return value as T;
  let target: unknown = openApiDocument();
  for (const key of reference.slice(2).split('/')) {
    target = (target as Json)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return resolve<T>(target);
}

/** The name of the component schema that a reference leads to. */
export const schemaName = (value: unknown): string | undefined => {
  const reference = (value as Json | undefined)?.['$ref'];
  return typeof reference === 'string' && reference.startsWith(SCHEMAS) ? reference.slice(SCHEMAS.length) : undefined;
};
