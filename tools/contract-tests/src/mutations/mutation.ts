import { openApiDocument, type Json } from '../document/document.ts';
import type { Site } from './sites.ts';

/** One change to the document, such as an unannounced change of the API. */
export interface Mutation {
  readonly kind: string;
  readonly description: string;
  /** The operations that it concerns. */
  readonly operations: readonly string[];
  /** The mutated copy of the document. */
  document(): Json;
}

/** A mutation that changes the node at a place of the document. */
export function mutation(
  kind: string,
  { pointer, operations }: Site,
  description: string,
  change: (node: Json, document: Json) => void,
): Mutation {
  return {
    kind,
    description,
    operations,
    document: () => {
      const document = structuredClone(openApiDocument());
      change(
        pointer.reduce((node, key) => node[key] as Json, document),
        document,
      );
      return document;
    },
  };
}

export const nameOf = ({ pointer }: Site): string =>
  pointer
    .slice(2)
    .filter((key) => key !== 'properties')
    .join('.');

/** A copy with one renamed key, in the original order. */
export const renamed = (object: Json, before: string, after: string): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key === before ? after : key, value]));
