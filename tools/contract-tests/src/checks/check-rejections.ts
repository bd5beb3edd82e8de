import { ValidationError } from '@secuconnect/client';
import { expect } from 'vitest';
import type { Input } from '../calls/call.ts';
import type { CallResult, RecordedClient } from '../calls/recorded-client.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { fieldPathsOf } from '../schema-values/fields.ts';
import { generatorFor } from '../schema-values/generator.ts';
import { brokenRequests } from './broken-requests.ts';
import { count, type Evidence } from './evidence.ts';

/** The mock rejects each way to break a field or a parameter, and the client names the place. */
export async function checkRejections(
  client: RecordedClient,
  operation: DocumentedOperation,
  evidence: Evidence,
): Promise<void> {
  const broken = brokenRequests(operation, generatorFor(operation.id));
  for (const { where, breach, input, plain } of broken) {
    const description = `${where}: ${breach}`;
    if (!plain) {
      const result = await client.call(operation, input!);
      expectRejected(result, where, description);
      expect(result.error, description).toBeInstanceOf(ValidationError);
      const { violations, outcome: effect } = result.error as ValidationError;
      expect(violations.length, description).toBeGreaterThan(0);
      expect(effect).toBe('no-effect');
    } else {
      if (input) await expectNotSent(client, operation, input, description);
      expectRejected(await client.fetch(operation.method, plain), where, description);
    }
    evidence.checked += 1;
    count(evidence, breach);
  }
  // Every field of a JSON body must have a request that shows that Prism validates it.
  const paths = operation.bodies.filter(({ kind }) => kind === 'json').flatMap(({ schema }) => fieldPathsOf(schema));
  const tested = new Set(broken.map(({ where }) => where));
  expect(paths.filter((path) => !tested.has(`body ${path}`))).toEqual([]);
}

/** Expects that Prism rejected the request because of a violation in the broken place, not because of an error of the mock. */
function expectRejected({ violations, requests }: CallResult, where: string, description: string): void {
  const places = violations.map(({ location }) => location.slice(0, 2).join(' '));
  // A body that is missing has no place.
  const [place] = where.split(' ');
  expect(places, description).toContain(
    where === 'body' && !places.includes('request body') ? 'request' : `request ${place}`,
  );
  expect([...new Set(violations.map(({ location }) => location[0]))], description).toEqual(['request']);
  expect(requests[0]!.status, description).toBe(422);
}

/** The client rejects what would have the path of another operation, and a position of a page that it cannot compute with. */
async function expectNotSent(
  client: RecordedClient,
  operation: DocumentedOperation,
  input: Input,
  description: string,
): Promise<void> {
  const { error, requests } = await client.call(operation, input);
  expect(error, description).toBeInstanceOf(TypeError);
  expect(requests, description).toEqual([]);
}
