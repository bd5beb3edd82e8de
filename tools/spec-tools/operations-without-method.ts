import document from '@secuconnect/api/openapi.json' with { type: 'json' };
import { Secuconnect } from '@secuconnect/client';

type Namespaces = Record<string, Record<string, Record<string, unknown>>>;

/** The ids of the operations in the OpenAPI document that the client has no method for. */
export function operationsWithoutMethod(): string[] {
  const secuconnect = new Secuconnect({ environment: 'testing', auth: { token: 'none' } }) as unknown as Namespaces;
  const ids = Object.values(document.paths as Record<string, Record<string, { operationId?: string }>>).flatMap(
    (item) => Object.values(item).flatMap((operation) => operation.operationId ?? []),
  );
  return ids.filter((id) => {
    const [group, resource, verb] = id.split('.') as [string, string, string];
    return typeof secuconnect[group]?.[resource]?.[verb] !== 'function';
  });
}
