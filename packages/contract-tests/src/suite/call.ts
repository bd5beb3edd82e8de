import type { RequestOptions, Secuconnect } from '@secuconnect/client';
import type { Case } from './cases.ts';

/** Calls the operation of a case the way a user would: `secuconnect.smart.transactions.start(id, method, body, options)`. */
export function call(secuconnect: Secuconnect, one: Case, options: RequestOptions = {}): Promise<unknown> {
  const [group, resource, verb] = one.id.split('.') as [string, string, string];
  const owner = (
    secuconnect as unknown as Record<string, Record<string, Record<string, (...args: unknown[]) => Promise<unknown>>>>
  )[group]?.[resource];
  const method = owner?.[verb];
  if (!method) throw new Error(`The client has no method ${one.id}.`);
  const args: unknown[] = one.pathParameters.map((parameter) => parameter.value);
  if (one.bodySchema) args.push(one.body);
  if (one.hasQuery) args.push(one.query);
  return method.call(owner, ...args, options);
}
