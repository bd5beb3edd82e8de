import { seedFor } from '@secuconnect/mock/values';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/calls/call.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { firstSuccess } from '../../src/document/operations.ts';
import { SEED } from '../../src/schema-values/generator.ts';
import { isValid } from '../../src/schema-values/valid.ts';

const client = new RecordedClient(inject('prism'));
const RESPONSES_PER_OPERATION = 4;

forEachOperation('dynamic', async (operation, evidence) => {
  const input = firstInput(operation);
  const { schema, media } = firstSuccess(operation);
  for (let at = 0; at < RESPONSES_PER_OPERATION; at += 1) {
    const prefer = `dynamic=true, seed=${seedFor(SEED + at, operation.id)}`;
    const result = await client.call(operation, input, { prefer });

    // Prism also validates its own response, so there is no violation on either side.
    expect(result.violations, prefer).toEqual([]);
    expect(result.error, prefer).toBeUndefined();
    if (media === 'application/json') expect(isValid(schema!, result.value), prefer).toBe(true);
    if (at === 0) {
      const again = await client.call(operation, input, { prefer });
      const [first, second] = await Promise.all([result, again].map(({ value }) => textOf(value)));
      expect(second, 'the same seed gives the same response').toBe(first);
    }
    evidence.checked += 1;
  }
});

const textOf = async (value: unknown): Promise<string> =>
  value instanceof Blob ? value.text() : String(JSON.stringify(value));
