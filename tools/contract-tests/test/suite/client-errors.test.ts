import { ConnectionError, Secuconnect, ValidationError } from '@secuconnect/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openApiDocument } from '../../src/document/document.ts';
import { startPrism, type PrismServer } from '@secuconnect/mock';

let prism: PrismServer;
let secuconnect: Secuconnect;

beforeAll(async () => {
  prism = await startPrism({ document: openApiDocument() });
  secuconnect = new Secuconnect({ baseUrl: prism.baseUrl, auth: { token: 'contract-test' } });
});
afterAll(() => prism.close());
beforeEach(() => {
  prism.requests.length = 0;
});

test('a string instead of an amount throws a ValidationError that names the field', async () => {
  const error: unknown = await secuconnect.smart.transactions
    // @ts-expect-error -- the compiler rejects it too
    .create({ basket_info: { sum: '19.95', currency: 'EUR' } })
    .catch((reason: unknown) => reason);

  expect(error).toBeInstanceOf(ValidationError);
  expect((error as ValidationError).violations[0]).toMatchObject({ location: ['body', 'basket_info', 'sum'] });
  expect((error as ValidationError).message).toContain('basket_info.sum');
});

test('a wrong client secret throws an AuthenticationError before the operation is called', async () => {
  const unauthorized = new Secuconnect({ baseUrl: prism.baseUrl, auth: { clientId: 'shop', clientSecret: 'wrong' } });
  await expect(unauthorized.smart.transactions.get('STX_1')).rejects.toMatchObject({
    name: 'AuthenticationError',
    status: 400,
    error: 'invalid_client',
  });
  expect(prism.requests.map((request) => request.respondedBy)).toEqual(['token']);
});

test('an unreachable server throws a ConnectionError with the outcome not-sent', async () => {
  const stopped = await startPrism({ document: openApiDocument() });
  await stopped.close();
  const error: unknown = await new Secuconnect({ baseUrl: stopped.baseUrl, auth: { token: 'any' } }).smart.transactions
    .cancel('STX_1')
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ outcome: 'not-sent', operation: 'smart.transactions.cancel' });
});
