/** `pnpm operations-without-method`: operations of the spec that the client cannot call. Prints them, one a line, and nothing when there are none. */
import { Secuconnect } from '@secuconnect/client';
import document from '@secuconnect/api/openapi.json' with { type: 'json' };

const secuconnect = new Secuconnect({ environment: 'testing', auth: { token: 'none' } }) as unknown as Record<
  string,
  Record<string, Record<string, unknown>>
>;
const ids = Object.values(document.paths as Record<string, Record<string, { operationId?: string }>>).flatMap((item) =>
  Object.values(item).flatMap((operation) => operation.operationId ?? []),
);
const missing = ids.filter((id) => {
  const [group, resource, verb] = id.split('.') as [string, string, string];
  return typeof secuconnect[group]?.[resource]?.[verb] !== 'function';
});
for (const id of missing) console.log(id);
process.exitCode = missing.length ? 1 : 0;
