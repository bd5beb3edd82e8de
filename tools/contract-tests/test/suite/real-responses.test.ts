import { AuthenticationError, Secuconnect, ValidationError } from '@secuconnect/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstInput } from '../../src/calls/examples.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { openApiDocument } from '../../src/document/document.ts';
import { documentedOperations } from '../../src/document/operations.ts';
import { firstSuccess } from '../../src/document/responses.ts';
import { startPrism, type PrismServer } from '@secuconnect/mock';
import { localServer, sendJson, type LocalServer } from '@secuconnect/mock/local-server';
import { seenFields } from '../../src/schema-values/fields.ts';
import { isValid } from '../../src/schema-values/valid.ts';
import { REAL_RESPONSES } from './real-responses.ts';

/** The responses of the API in order; the last one is sent again. */
let responses: { status: number; body: unknown }[];
let api: LocalServer;
let prism: PrismServer;
const operations = documentedOperations('');

beforeAll(async () => {
  api = await localServer((_, response) => {
    const { status, body } = responses.length > 1 ? responses.shift()! : responses[0]!;
    sendJson(response, status, body);
  });
  prism = await startPrism({ document: openApiDocument(), upstream: api.baseUrl });
});
afterAll(async () => {
  await prism.close();
  await api.close();
});
beforeEach(() => {
  prism.requests.length = 0;
  prism.violations.length = 0;
});

describe('the document allows the shapes of real responses, and the client returns them unchanged', () => {
  test.each(REAL_RESPONSES.map((one) => [`${one.operation}: ${one.name}`, one] as const))('%s', async (_, one) => {
    const operation = operations.find(({ id }) => id === one.operation)!;
    const success = firstSuccess(operation);
    responses = [{ status: Number(success.status), body: one.body }];
    const result = await new RecordedClient(prism).call(operation, firstInput(operation));

    expect(result.violations).toEqual([]);
    expect(result.error).toBeUndefined();
    expect(result.value).toEqual(one.body);
    expect(seenFields(success.schema!, one.body).undocumented).toEqual([]);
  });

  test('a numeric card number in a response is reported as a violation, and returned unchanged', async () => {
    const body = { object: 'loyalty.cards', id: 'CRD_1R4N', cardnumber: 9_276_004_424_242 };
    responses = [{ status: 200, body }];
    const proxy = await startPrism({ document: openApiDocument(), upstream: api.baseUrl, strict: false });
    const secuconnect = new Secuconnect({ baseUrl: proxy.baseUrl, auth: { token: 'any' } });
    await expect(secuconnect.loyalty.cards.get('CRD_1R4N')).resolves.toEqual(body);
    expect(proxy.violations.map(({ location }) => location)).toEqual([['response', 'body', 'cardnumber']]);
    await proxy.close();
  });
});

describe('requests and errors of the real API', () => {
  const secuconnect = (token: string | (() => string) = 'any') =>
    new Secuconnect({ baseUrl: prism.baseUrl, auth: { token } });

  test.each([
    ['a number', 9_276_004_424_242],
    ['a string', '9276004424242420'],
  ])('the number of a card can be %s in a request', async (_, cardnumber) => {
    responses = [{ status: 200, body: { result: true } }];
    await secuconnect().loyalty.merchantCards.checkCsc('MCD_9K2M', { cardnumber, csc: '1234' });
    expect(prism.violations).toEqual([]);
    expect(JSON.parse(prism.requests[0]!.body)).toMatchObject({ cardnumber });
  });

  test('an expired token (403 with code 2003) is replaced, and the call is retried once', async () => {
    const body = { object: 'smart.transactions', id: 'STX_4B7Q' };
    responses = [
      { status: 403, body: EXPIRED },
      { status: 200, body },
    ];
    let requested = 0;
    const renewing = secuconnect(() => `token-${(requested += 1)}`);
    await expect(renewing.smart.transactions.start('STX_4B7Q', 'prepaid', {})).resolves.toEqual(body);
    expect(prism.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('an expired token that cannot be replaced throws an AuthenticationError, not a PermissionError', async () => {
    responses = [{ status: 403, body: EXPIRED }];
    const error: unknown = await secuconnect()
      .smart.transactions.get('STX_4B7Q')
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AuthenticationError);
    expect(error).toMatchObject({ status: 403, code: 2003, outcome: 'no-effect' });
    expect(prism.requests).toHaveLength(1);
  });

  test.each(['get', 'create'] as const)('invalid input (status 500) is not retried (%s)', async (verb) => {
    responses = [{ status: 500, body: INVALID }];
    const { transactions } = secuconnect().smart;
    const call =
      verb === 'get'
        ? transactions.get('STX_4B7Q')
        : transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } });
    const error: unknown = await Promise.resolve(call).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({ status: 500, error: 'ProductFormatException', code: 1001, outcome: 'no-effect' });
    expect(prism.requests).toHaveLength(1);
    expect(prism.violations).toEqual([]);
  });
});

describe('the document matches real push notifications', () => {
  const push = {
    object: 'event.pushes',
    id: 'evt_2b9kxwq4mzt7',
    target: 'payment.transactions',
    type: 'changed',
    data: [{ object: 'payment.transactions', id: 'PCI_W7A0' }],
  };
  const schema =
    openApiDocument()['webhooks']['payment.transactions'].post.requestBody.content['application/json'].schema;

  test.each([
    ['a push with a timestamp is valid', { ...push, created: '2026-03-02T10:15:00+01:00' }, true],
    ['a push without a timestamp, as old ones were, is valid', push, true],
    ['a push of an unlisted type is valid', { ...push, type: 'removed' }, true],
    [
      'a push about the hash of an old payment is valid',
      { ...push, data: [{ object: 'payment.transactions', id: 'wqzlmxhrtnkd3476725' }] },
      true,
    ],
    ['a push of another event class is invalid', { ...push, object: 'event.actions' }, false],
    ['a push without objects is invalid', { ...push, data: undefined }, false],
  ])('%s', (_, body, allowed) => {
    expect(isValid(schema, JSON.parse(JSON.stringify(body)))).toBe(allowed);
  });
});

const EXPIRED = {
  status: 'error',
  error: 'ProductNotAllowedException',
  error_details: 'Valid auth token required',
  error_user: 'Bitte melden Sie sich an.',
  code: 2003,
  supportId: '5d1f0c2e8a7b4d6f9012a3b4c5d6e7f8',
};
const INVALID = {
  status: 'error',
  error: 'ProductFormatException',
  error_details: 'basket_info.sum: is not an integer',
  error_user: 'Die Eingabe ist ungültig.',
  code: 1001,
  supportId: '5d1f0c2e8a7b4d6f9012a3b4c5d6e7f9',
};
