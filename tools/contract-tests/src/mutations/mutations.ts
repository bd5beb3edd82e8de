import { createRandom, type Random } from '@secuconnect/mock/values';
import { openApiDocument, type Json } from '../document/document.ts';
import { operationSites, schemaSites, type Site } from './sites.ts';

/** One change to the document, such as an unannounced change of the API. */
export interface Mutation {
  readonly kind: Kind;
  readonly description: string;
  /** The operations that it concerns. */
  readonly operations: readonly string[];
  /** The mutated copy of the document. */
  document(): Json;
}

type Kind = 'rename a field' | 'drop a required mark' | 'change a type' | 'change a path';

/** `count` mutations, the same number of each kind. The seed selects their places. */
export function mutations(seed: number, count: number): Mutation[] {
  const random = createRandom(seed);
  const schemas = schemaSites();
  const sources: (() => Mutation)[] = [
    drawnFrom(fieldNames(schemas), random),
    drawnFrom(requiredMarks(schemas), random),
    drawnFrom(types(schemas, random), random),
    drawnFrom(paths(), random),
  ];
  return Array.from({ length: count }, (_, at) => sources[at % sources.length]!());
}

function drawnFrom(candidates: Mutation[], random: Random): () => Mutation {
  const left = [...candidates];
  return () => {
    if (left.length === 0) throw new Error('The document has fewer places to mutate than `count`.');
    return left.splice(random.below(left.length), 1)[0]!;
  };
}

const fieldNames = (sites: readonly Site[]): Mutation[] =>
  sites.flatMap((site) =>
    Object.keys((site.node['properties'] ?? {}) as Json).map((name) =>
      mutation('rename a field', site, `${name} of ${nameOf(site)}`, (node) => {
        node['properties'] = renamed(node['properties'], name, `${name}_new`);
        if (node['required'])
          node['required'] = node['required'].map((one: string) => (one === name ? `${name}_new` : one));
      }),
    ),
  );

const requiredMarks = (sites: readonly Site[]): Mutation[] => [
  ...sites.flatMap((site) =>
    ((site.node['required'] ?? []) as string[]).map((name) =>
      mutation('drop a required mark', site, `${name} of ${nameOf(site)}`, (node) => {
        node['required'] = node['required'].filter((one: string) => one !== name);
      }),
    ),
  ),
  ...operationSites()
    .filter(({ node }) => node['requestBody']?.required === true)
    .map((site) =>
      mutation('drop a required mark', site, `the body of ${site.operations[0]}`, (node) => {
        delete node['requestBody'].required;
      }),
    ),
];

const OTHER: Readonly<Record<string, string>> = {
  string: 'integer',
  integer: 'string',
  number: 'string',
  boolean: 'string',
  array: 'object',
  object: 'array',
};

/** Replaces the main type, or toggles whether null is allowed. */
const types = (sites: readonly Site[], random: Random): Mutation[] =>
  sites
    .filter(({ node }) => node['type'] !== undefined)
    .map((site) => {
      const before = [site.node['type']].flat() as string[];
      const main = before.find((type) => type !== 'null');
      const nullable = before.includes('null');
      const toggled = nullable ? before.filter((type) => type !== 'null') : [...before, 'null'];
      // Null in one part of an `allOf` changes nothing while the other parts forbid it.
      const part = site.pointer.at(-2) === 'allOf';
      const after = random.chance(0.3) && !part ? toggled : before.map((type) => (type === main ? OTHER[type]! : type));
      return mutation(
        'change a type',
        site,
        `${nameOf(site)} from ${before.join('|')} to ${after.join('|')}`,
        (node) => {
          node['type'] = after.length === 1 ? after[0] : [...new Set(after)];
        },
      );
    });

const paths = (): Mutation[] =>
  operationSites().map((site) => {
    const [, path] = site.pointer as [string, string, string];
    const literal = path.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{'))!;
    const other = path.replace(`/${literal}`, `/${literal}New`);
    const { operations } = site;
    return {
      kind: 'change a path',
      description: `${path} to ${other}`,
      operations,
      document: () => {
        const document = structuredClone(openApiDocument());
        document['paths'] = renamed(document['paths'], path, other);
        return document;
      },
    };
  });

function mutation(
  kind: Kind,
  { pointer, operations }: Site,
  description: string,
  change: (node: Json) => void,
): Mutation {
  return {
    kind,
    description,
    operations,
    document: () => {
      const document = structuredClone(openApiDocument());
      change(pointer.reduce((node, key) => node[key] as Json, document));
      return document;
    },
  };
}

const nameOf = ({ pointer }: Site): string =>
  pointer
    .slice(2)
    .filter((key) => key !== 'properties')
    .join('.');

/** A copy with one renamed key, in the original order. */
const renamed = (object: Json, before: string, after: string): Json =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key === before ? after : key, value]));
