import { parameterNames } from '../../packages/api/src/runtime/url.ts';
import type { Document } from './document.ts';
import { capital } from '../spec-tools/shared/capital.ts';
import { cell } from './cell.ts';
import { constantsOf } from './enumerations.ts';
import { listQuery, operationContext } from './reference/operation-fields.ts';
import { commonErrors, type ResourceData } from './template-data.ts';

/**
 * The document that openapi-generator reads: operations only, with everything that the templates print already computed. Models are left
 * out, because their types come from openapi-typescript. That keeps the generator fast, avoids what it handles badly (OpenAPI 3.1, `oneOf`,
 * `nullable`), and keeps logic out of the templates.
 */
export function operationsSpec(document: Document, resources: readonly ResourceData[]): object {
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

/** The data of the templates that span all resources: a flat list, the two-level tree, and the errors of all operations. */
export function treeData(document: Document, resources: readonly ResourceData[]): object {
  const slim = resources.map(withoutMethods).sort((a, b) => (a.namespace < b.namespace ? -1 : 1));
  const groups = [...new Set(slim.map((resource) => resource.group))];
  return {
    resources: slim,
    paged: slim.filter((resource) => resource.lists),
    wire: slim.filter((resource) => !resource.lists),
    extensions: slim.filter((resource) => resource.extended),
    tree: groups.map((group) => {
      const ofGroup = slim.filter((resource) => resource.group === group);
      const paged = ofGroup.some((resource) => resource.lists);
      return { group, type: `${capital(group)}Group`, paged, resources: ofGroup };
    }),
    constants: constantsOf(document).map(({ constants }) => constants),
    listQuery: listQuery(operationContext(document)),
    errors: commonErrors(document).map((error) => ({ ...error, description: cell(error.description) })),
  };
}

const withoutMethods = (resource: ResourceData) => ({ ...resource, methods: undefined });
