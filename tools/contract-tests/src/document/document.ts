import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Any JSON object of the document. */
export type Json = Record<string, any>;

let loaded: Json | undefined;

/**
 * The OpenAPI document that the suite tests against: the committed bundle, or the file in `CONTRACT_DOCUMENT`.
 * The client and its types always come from the committed bundle, so with another document the suite must report the difference.
 */
export function openApiDocument(): Json {
  const path =
    process.env['CONTRACT_DOCUMENT'] ?? createRequire(import.meta.url).resolve('@secuconnect/api/openapi.json');
  return (loaded ??= JSON.parse(readFileSync(path, 'utf8')) as Json);
}

const SCHEMAS = '#/components/schemas/';

/** The target of a reference, which may be a reference with limits of its own; any other value itself. */
export function follow<T = Json>(value: unknown): T {
  const reference = (value as Json | undefined)?.['$ref'];
  if (typeof reference !== 'string') return value as T;
  let target: unknown = openApiDocument();
  for (const key of reference.slice(2).split('/')) {
    target = (target as Json)[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return target as T;
}

/** Resolves a component other than a schema through all its references. */
export function resolve<T = Json>(value: unknown): T {
  const target = follow<T>(value);
  return target === value ? target : resolve<T>(target);
}

/** The name of the component schema that a reference points to. */
export const schemaName = (value: unknown): string | undefined => {
  const reference = (value as Json | undefined)?.['$ref'];
  return typeof reference === 'string' && reference.startsWith(SCHEMAS) ? reference.slice(SCHEMAS.length) : undefined;
};
