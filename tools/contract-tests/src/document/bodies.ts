import { type Example, examplesOf } from './examples.ts';
import type { Json } from './document.ts';
import { kindOfMedia, type MediaKind } from './media.ts';
import { flattenSchema, typesOf, type Schema } from './schema.ts';

/** A body that a request may have, in one media type. */
export interface DocumentedBody {
  readonly media: string;
  readonly kind: MediaKind;
  readonly schema: Schema;
  readonly examples: readonly Example[];
}

export const bodiesOf = (content: Json = {}): DocumentedBody[] =>
  Object.entries(content).map(([media, one]) => ({
    media,
    kind: kindOfMedia(media),
    schema: (one as Json)['schema'] ?? {},
    examples: examplesOf(one),
  }));

/** The body in which a value is sent: its type decides. An object is JSON where it can be, unless it contains files. */
export function bodyFor(bodies: readonly DocumentedBody[], value: unknown): DocumentedBody | undefined {
  const of = (kind: MediaKind): DocumentedBody | undefined => bodies.find((one) => one.kind === kind);
  if (value instanceof Blob) return of('bytes');
  if (typeof value === 'string' && of('text')) return of('text');
  if (hasFile(value)) return of('form');
  return of('json') ?? of('form') ?? of('urlencoded');
}

const hasFile = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.values(value)
    .flat()
    .some((one) => one instanceof Blob);

/** Whether a field of a form is a file, or an array of files. OpenAPI 3.1 says so with a media type, 3.0 with a format. */
export function isFile(field: Schema & Json): boolean {
  const { own } = flattenSchema(field);
  if (typesOf(own).includes('array')) return own.items !== undefined && isFile(own.items);
  const { contentMediaType, contentEncoding } = own as Json;
  return own.format === 'binary' || (contentMediaType !== undefined && contentEncoding === undefined);
}
