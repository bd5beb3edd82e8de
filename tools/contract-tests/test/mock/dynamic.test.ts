import { seedFor } from '@secuconnect/mock/values';
import { expect, inject } from 'vitest';
import { firstInput } from '../../src/calls/call.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { firstSuccess } from '../../src/document/operations.ts';
import { SEED } from '../../src/schema-values/generator.ts';
import { isValid } from '../../src/schema-values/valid.ts';

const line = new RecordedClient(inject('prism'));
const TIMES = 4;

forEachOperation('dynamic', async (operation, evidence) => {
  const input = firstInput(operation);
  const { schema, media } = firstSuccess(operation);
  for (let at = 0; at < TIMES; at += 1) {
    const prefer = `dynamic=true, seed=${seedFor(SEED + at, operation.id)}`;
    const outcome = await line.call(operation, input, { prefer });

    // Prism checks what it answers with, too: there is no violation on either side.
    expect(outcome.violations, prefer).toEqual([]);
    expect(outcome.failure, prefer).toBeUndefined();
    if (media === 'application/json') expect(isValid(schema!, outcome.answer), prefer).toBe(true);
    if (at === 0) {
      const again = await line.call(operation, input, { prefer });
      const [first, second] = await Promise.all([outcome, again].map(({ answer }) => textOf(answer)));
      expect(second, 'the same seed gives the same answer').toBe(first);
    }
    evidence.checked += 1;
  }
});

const textOf = async (answer: unknown): Promise<string> =>
  answer instanceof Blob ? answer.text() : String(JSON.stringify(answer));
