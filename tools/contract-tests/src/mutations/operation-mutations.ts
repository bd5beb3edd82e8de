import { openApiDocument, resolve, type Json } from '../document/document.ts';
import { mutation, renamed, type Mutation } from './mutation.ts';
import { operationSites, type Site } from './sites.ts';

/** Changes of operations: path, media types, security, statuses, and whether they are safe. */
export const operationMutations = (): Mutation[] =>
  operationSites().flatMap((site) => [
    path(site),
    safety(site),
    ...mediaTypes(site),
    ...securities(site),
    ...statuses(site),
  ]);

function path({ pointer, operations }: Site): Mutation {
  const [, before] = pointer as [string, string, string];
  const literal = before.split('/').findLast((segment) => segment !== '' && !segment.startsWith('{'))!;
  const after = before.replace(`/${literal}`, `/${literal}New`);
  return mutation(
    'change a path',
    { pointer: [], node: openApiDocument(), operations },
    `${before} to ${after}`,
    (document) => {
      document['paths'] = renamed(document['paths'], before, after);
    },
  );
}

/** A safe operation sends no idempotency key. */
const safety = (site: Site): Mutation =>
  mutation('change x-safe', site, site.operations[0]!, (node) => (node['x-safe'] = !node['x-safe']));

function mediaTypes(site: Site): Mutation[] {
  const id = site.operations[0]!;
  const kind = 'change a media type';
  const body = site.node['requestBody']
    ? ['application/merge-patch+json', 'application/x-www-form-urlencoded', 'text/plain']
    : [];
  const success = successOf(site.node);
  return [
    ...body.map((media) =>
      mutation(kind, site, `the body of ${id} to ${media}`, (node) => {
        node['requestBody'] = withMedia(node['requestBody'], media);
      }),
    ),
    ...(resolve(site.node['responses'][success])['content']
      ? ['application/hal+json', 'text/plain', 'application/pdf']
      : []
    ).map((media) =>
      mutation(kind, site, `the response of ${id} to ${media}`, ({ responses }) => {
        responses[success] = withMedia(responses[success], media);
      }),
    ),
  ];
}

/** The same content in another media type, in place of JSON or of a file. */
function withMedia(body: Json, media: string): Json {
  const [first, ...others] = Object.entries(resolve(body)['content'] as Json);
  return { ...resolve(body), content: Object.fromEntries([[media, first![1]], ...others]) };
}

/**
 * No security, or another scheme. Scopes are left alone, because nothing could detect them: the document has a bearer token, for which OpenAPI gives scopes no meaning, and
 * neither the client nor the mock looks at them.
 */
const securities = (site: Site): Mutation[] => {
  const [id] = site.operations;
  const schemes = {
    'an API key': { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
    'a password': { type: 'http', scheme: 'basic' },
  };
  return [
    mutation('change the security', site, `${id} without a token`, (node) => (node['security'] = [])),
    ...Object.entries(schemes).map(([name, scheme]) =>
      mutation('change the security', site, `${id} with ${name}`, (node, document) => {
        node['security'] = [{ other: [] }];
        document['components']['securitySchemes']['other'] = scheme;
      }),
    ),
  ];
};

function statuses(site: Site): Mutation[] {
  const [id] = site.operations;
  const success = successOf(site.node);
  const kind = 'change a status';
  const hasContent = resolve(site.node['responses'][success])['content'] !== undefined;
  const errors = Object.keys(site.node['responses']).filter((status) => status.startsWith('4'));
  return [
    mutation(kind, site, `${success} of ${id} to 206`, (node) => {
      node['responses'] = renamed(node['responses'], success, '206');
    }),
    ...(hasContent
      ? [
          mutation(kind, site, `${success} of ${id} without content`, ({ responses }) => {
            const { content: _, ...rest } = resolve(responses[success]);
            responses[success] = rest;
          }),
        ]
      : []),
    ...errors.map((status) =>
      mutation(kind, site, `${id} without ${status}`, ({ responses }) => void delete responses[status]),
    ),
  ];
}

const successOf = (operation: Json): string =>
  Object.keys(operation['responses']).find((status) => status.startsWith('2'))!;
