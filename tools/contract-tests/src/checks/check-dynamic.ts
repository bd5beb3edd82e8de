import { seedFor } from '@secuconnect/mock/values';
import { expect } from 'vitest';
import { firstInput } from '../calls/examples.ts';
import type { RecordedClient } from '../calls/recorded-client.ts';
import { kindOfMedia } from '../document/media.ts';
import type { DocumentedOperation } from '../document/operations.ts';
import { firstSuccess } from '../document/responses.ts';
import { SEED } from '../schema-values/generator.ts';
import { isValid } from '../schema-values/valid.ts';
import type { Evidence } from './evidence.ts';

const RESPONSES_PER_OPERATION = 4;

/** The client returns responses generated from the schema unchanged. */
export async function checkDynamic(
  client: RecordedClient,
  operation: DocumentedOperation,
  evidence: Evidence,
): Promise<void> {
  const input = firstInput(operation);
  const { schema, media } = firstSuccess(operation);
  for (let at = 0; at < RESPONSES_PER_OPERATION; at += 1) {
    const prefer = `dynamic=true, seed=${seedFor(SEED + at, operation.id)}`;
    const result = await client.call(operation, input, { prefer });

    // Prism also validates its own response, so there is no violation on either side.
    expect(result.violations, prefer).toEqual([]);
    expect(result.error, prefer).toBeUndefined();
    if (media && kindOfMedia(media) !== 'bytes') expect(isValid(schema ?? {}, result.value), prefer).toBe(true);
    if (at === 0) {
      const again = await client.call(operation, input, { prefer });
      const [first, second] = await Promise.all([result, again].map(({ value }) => textOf(value)));
      expect(second, 'the same seed gives the same response').toBe(first);
    }
    evidence.checked += 1;
  }
}

const textOf = async (value: unknown): Promise<string> =>
  value instanceof Blob ? value.text() : String(JSON.stringify(value));
