import type { Random } from '@secuconnect/mock/values';
import type { Json } from '../document/document.ts';
import { mutation, nameOf, renamed, type Mutation } from './mutation.ts';
import { operationSites, schemaSites, type Site } from './sites.ts';

/** Changes of models, and of the schemas of parameters. */
export function schemaMutations(random: Random): Mutation[] {
  const sites = schemaSites();
  return [fieldNames, requiredMarks, values, limits, openness]
    .flatMap((kind) => kind(sites))
    .concat(types(sites, random));
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

/** Adds a value to an enum, removes one from it, or changes a constant. */
const values = (sites: readonly Site[]): Mutation[] =>
  sites.flatMap((site) => {
    const { node } = site;
    const where = nameOf(site);
    if (node['const'] !== undefined)
      return [mutation('change a value', site, `the constant of ${where}`, (one) => (one['const'] = 'another'))];
    const key = ['enum', 'x-extensible-enum'].find((name) => node[name] !== undefined);
    if (!key) return [];
    const other = typeof node[key][0] === 'number' ? 99 : 'another';
    return [
      mutation('change a value', site, `one more value of ${where}`, (one) => one[key].push(other)),
      mutation('change a value', site, `one value less of ${where}`, (one) => one[key].shift()),
    ];
  });

/**
 * Tightens required fields beyond what an example shows. Other limits are left alone, because nothing could detect them: no client and no type knows limits, so a
 * loosened one changes no call, and a tightened one is only detected where an example of the document breaks it.
 */
const limits = (sites: readonly Site[]): Mutation[] =>
  sites.flatMap((site) =>
    ((site.node['required'] ?? []) as string[]).flatMap((name) => {
      const schema = site.node['properties']?.[name] as Json | undefined;
      const kind = 'tighten a limit';
      const add = (keyword: string, value: unknown): Mutation =>
        mutation(kind, site, `${keyword} for ${name} of ${nameOf(site)}`, (node) => {
          node['properties'][name][keyword] = value;
        });
      if (schema?.['type'] === 'integer') return [add('minimum', 10 ** 12)];
      const isFree = ['const', 'enum', 'x-extensible-enum', 'format', 'pattern'].every(
        (key) => schema?.[key] === undefined,
      );
      if (schema?.['type'] !== 'string' || !isFree) return [];
      return [add('maxLength', 1), add('pattern', '^[a-f]{9}$')];
    }),
  );

/**
 * Opens an object, or drops the type of its further fields. Nothing could detect a closed one: in TypeScript, an object that may have further fields and one that
 * must not have the same type, and no example has fields that are not documented.
 */
const openness = (sites: readonly Site[]): Mutation[] =>
  sites
    .filter(({ node }) => node['type'] === 'object' && node['additionalProperties'] !== false)
    // In one part of an `allOf`, the fields of the others are further ones, so the types differ in a way that the suite does not compare.
    .filter(({ pointer, node }) => !pointer.includes('allOf') && (node['properties'] ?? node['additionalProperties']))
    .map((site) =>
      mutation('change additional properties', site, nameOf(site), (node) => {
        node['additionalProperties'] = node['additionalProperties'] === undefined ? { type: 'string' } : true;
      }),
    );

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
