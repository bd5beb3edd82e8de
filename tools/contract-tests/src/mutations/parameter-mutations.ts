import type { Json } from '../document/document.ts';
import { mutation, renamed, type Mutation } from './mutation.ts';
import { operationSites, parameterSites, type ParameterSite, type Site } from './sites.ts';

/** Changes of parameters. Their schemas are changed like all others. */
export function parameterMutations(): Mutation[] {
  const sites = parameterSites();
  const query = sites.filter(({ node }) => node['in'] === 'query');
  return [
    ...sites.map(renamedParameter),
    ...query.flatMap(inQuery),
    ...sites.flatMap(styles),
    ...operationSites().flatMap(added),
  ];
}

/** In the path, the name is also in the template. */
function renamedParameter(site: Site): Mutation {
  const { name, in: place } = site.node as { name: string; in: string };
  return mutation('rename a parameter', site, `${place} ${name}`, (node, document) => {
    node['name'] = `${name}_new`;
    if (place !== 'path') return;
    for (const path of pathsOf(document, site.operations))
      document['paths'] = renamed(document['paths'], path, path.replace(`{${name}}`, `{${name}_new}`));
  });
}

const inQuery = (site: ParameterSite): Mutation[] => {
  const { name, required } = site.node;
  return [
    mutation('change whether a parameter is required', site, `query ${name}`, (node) => {
      node['required'] = !required;
      node['example'] ??= exampleFor(node['schema']);
    }),
    mutation('move a parameter', site, `query ${name} to the headers`, (node) => {
      node['in'] = 'header';
      delete node['style'];
      delete node['explode'];
    }),
    mutation('remove a parameter', site, `query ${name}`, (_, document) => {
      for (const owner of ownersOf(document, site.operations))
        owner['parameters'] = owner['parameters'].filter((one: Json) => one['$ref'] !== site.reference);
    }),
  ];
};

/** Another style. A single value in the query looks the same in each, so only paths, arrays and objects count. */
function styles(site: Site): Mutation[] {
  const { name, in: place, style, schema } = site.node;
  if (place === 'path')
    return [mutation('change a style', site, `path ${name} to label`, (node) => (node['style'] = 'label'))];
  if (style !== 'deepObject' && schema['type'] !== 'array') return [];
  return [
    mutation('change a style', site, `${place} ${name} to form without explode`, (node) => {
      node['style'] = 'form';
      node['explode'] = false;
    }),
  ];
}

const added = (site: Site): Mutation[] =>
  ['query', 'header', 'cookie'].flatMap((place) =>
    [true, false].map((required) =>
      mutation(
        'add a parameter',
        site,
        `${place} added to ${site.operations[0]}, ${required ? 'required' : 'optional'}`,
        (node) => {
          const parameter = { name: 'added', in: place, required, example: 'abc', schema: { type: 'string' } };
          node['parameters'] = [...(node['parameters'] ?? []), parameter];
        },
      ),
    ),
  );

const exampleFor = (schema: Json): unknown => (schema['enum'] as unknown[] | undefined)?.[0] ?? 'abc';

/** The path items and operations that have the parameters of these operations. */
const ownersOf = (document: Json, ids: readonly string[]): Json[] =>
  pathsOf(document, ids)
    .flatMap((path) => [document['paths'][path], ...Object.values(document['paths'][path] as Json)])
    .filter((one) => Array.isArray(one['parameters']));

const pathsOf = (document: Json, ids: readonly string[]): string[] =>
  Object.entries(document['paths'] as Json)
    .filter(([, item]) => Object.values(item as Json).some((one) => ids.includes(one['operationId'])))
    .map(([path]) => path);
