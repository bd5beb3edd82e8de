import { parameterNames, type Document } from './document.ts';
import type { ResourceView } from './views.ts';

/**
 * The document that openapi-generator is fed: operations only, with all that the templates print worked out beforehand. Models are
 * left out, because the types come from openapi-typescript; that keeps the generator fast and clear of its weak spots (3.1, oneOf,
 * nullable), and the templates free of logic.
 */
export function operationsSpec(document: Document, resources: readonly ResourceView[]): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const resource of resources) {
    for (const method of resource.methods) {
      (paths[method.path] ??= {})[method.http.toLowerCase()] = {
        operationId: method.id.replaceAll('.', '_'),
        tags: [resource.class],
        parameters: parameterNames(method.path).map((name) => ({
          name,
          in: 'path',
          required: true,
          schema: { type: 'string' },
        })),
        responses: { '200': { description: 'OK' } },
        'x-method': method,
        'x-resource': withoutMethods(resource),
      };
    }
  }
  return { openapi: '3.0.3', info: { title: document.info.title, version: document.info.version }, paths };
}

/** What the templates that span all resources print: the flat list, and the two-level tree. */
export function treeView(resources: readonly ResourceView[]): object {
  const slim = resources.map(withoutMethods).sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  const groups = [...new Set(slim.map((resource) => resource.group))];
  return {
    resources: slim,
    paged: slim.filter((resource) => resource.lists),
    wire: slim.filter((resource) => !resource.lists),
    tree: groups.map((group) => ({ group, resources: slim.filter((resource) => resource.group === group) })),
  };
}

const withoutMethods = (resource: ResourceView) => ({ ...resource, methods: undefined });
