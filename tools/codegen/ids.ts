import type { Document, Schema } from './document.ts';

/** The prefix without the underscore: `STX`. */
export const prefixOf = (schema: Schema | undefined): string | undefined => schema?.['x-id-prefix']?.slice(0, -1);

/** Gives the field `id` of each model with a prefix the same prefix. Changes the document. */
export function markModelIds(document: Document): void {
  for (const schema of Object.values(document.components.schemas)) {
    const prefix = schema['x-id-prefix'];
    if (!prefix) continue;
    const { allOf = [] } = schema as Schema & { allOf?: Schema[] };
    for (const { properties } of [schema, ...allOf])
      if (properties?.['id'] && !properties['id'].$ref)
        properties['id'] = { 'x-id-prefix': prefix, ...properties['id'] };
    delete schema['x-id-prefix'];
  }
}

/** `ids.ts`: the types of ids. */
export function idsOf(document: Document): string {
  const found = new Set<string>();
  collect(document, found);
  const prefixes = [...found].sort().map((prefix) => `'${prefix}'`);
  return `declare const idPrefix: unique symbol;

/** What the ids of a kind of resource start with, before the underscore. */
export type IdPrefix = ${prefixes.join(' | ') || 'never'};

/**
 * The id of a resource: \`Id<'STX'>\` starts with \`STX_\`. It is a string, and every string fits it, but the id of another kind of resource does not: a
 * property that exists in types only, and is optional, so that a string without it fits.
 */
export type Id<Prefix extends IdPrefix> = string & { readonly [idPrefix]?: Prefix };

/**
 * An id as an argument: a string, but neither the id of another kind of resource nor a literal with its prefix. A literal is a string too, so no type
 * but one that is inferred from the argument can tell that it is wrong. \`Own\` is inferred: the prefix of the literal, which all ids of a kind
 * share, so that the compiler looks at each kind only once. A prefix of no kind is that of an older id.
 */
export type IdArgument<Own extends string, Prefix extends IdPrefix> = [Own & IdPrefix] extends [Prefix]
  ? \`\${Own}_\${string}\` | Id<Prefix>
  : \`\${Prefix}_\${string}\`;
`;
}

function collect(value: unknown, found: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  const prefix = prefixOf(value as Schema);
  if (prefix) found.add(prefix);
  for (const inner of Object.values(value)) collect(inner, found);
}
