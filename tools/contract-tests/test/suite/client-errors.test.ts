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

test('a string where the amount belongs is refused, and the error says where', async () => {
  const failure: unknown = await secuconnect.smart.transactions
    // @ts-expect-error -- the compiler refuses it too
    .create({ basket_info: { sum: '19.95', currency: 'EUR' } })
    .catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(ValidationError);
  expect((failure as ValidationError).violations[0]).toMatchObject({ location: ['body', 'basket_info', 'sum'] });
  expect((failure as ValidationError).message).toContain('basket_info.sum');
});

test('a wrong client secret ends in an authentication error before any operation is called', async () => {
  const stranger = new Secuconnect({ baseUrl: prism.baseUrl, auth: { clientId: 'shop', clientSecret: 'wrong' } });
  await expect(stranger.smart.transactions.get('STX_1')).rejects.toMatchObject({
    name: 'AuthenticationError',
    status: 400,
    error: 'invalid_client',
  });
  expect(prism.requests.map((request) => request.respondedBy)).toEqual(['token']);
});

test('a server that is not there ends in a connection error that says nothing was sent', async () => {
  const gone = await startPrism({ document: openApiDocument() });
  await gone.close();
  const failure: unknown = await new Secuconnect({ baseUrl: gone.baseUrl, auth: { token: 'any' } }).smart.transactions
    .cancel('STX_1')
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConnectionError);
  expect(failure).toMatchObject({ outcome: 'not-sent', operation: 'smart.transactions.cancel' });
});
