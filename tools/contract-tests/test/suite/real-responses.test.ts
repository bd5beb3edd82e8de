import { AuthenticationError, Secuconnect, ValidationError } from '@secuconnect/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstInput } from '../../src/calls/call.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { openApiDocument } from '../../src/document/document.ts';
import { documentedOperations, firstSuccess } from '../../src/document/operations.ts';
import { startPrism, type PrismServer } from '@secuconnect/mock';
import { localServer, sendJson, type LocalServer } from '@secuconnect/mock/local-server';
import { seenFields } from '../../src/schema-values/fields.ts';
import { isValid } from '../../src/schema-values/valid.ts';
import { SHAPES } from './real-responses.ts';

/** What the platform answers, one after the other; the last one again and again. */
let answers: { status: number; body: unknown }[];
let platform: LocalServer;
let prism: PrismServer;
const operations = documentedOperations('');

beforeAll(async () => {
  platform = await localServer((_, response) => {
    const { status, body } = answers.length > 1 ? answers.shift()! : answers[0]!;
    sendJson(response, status, body);
  });
  prism = await startPrism({ document: openApiDocument(), upstream: platform.baseUrl });
});
afterAll(async () => {
  await prism.close();
  await platform.close();
});
beforeEach(() => {
  prism.requests.length = 0;
  prism.violations.length = 0;
});

describe('shapes of real answers are allowed by the document, and arrive as they came', () => {
  test.each(SHAPES.map((shape) => [`${shape.operation}: ${shape.name}`, shape] as const))('%s', async (_, shape) => {
    const operation = operations.find(({ id }) => id === shape.operation)!;
    const answer = firstSuccess(operation);
    answers = [{ status: Number(answer.status), body: shape.body }];
    const outcome = await new RecordedClient(prism).call(operation, firstInput(operation));

    expect(outcome.violations).toEqual([]);
    expect(outcome.failure).toBeUndefined();
    expect(outcome.answer).toEqual(shape.body);
    expect(seenFields(answer.schema!, shape.body).undocumented).toEqual([]);
  });

  test('a card number as a number in an answer is noticed, and handed on all the same', async () => {
    const body = { object: 'loyalty.cards', id: 'CRD_1R4N', cardnumber: 9_276_004_424_242 };
    answers = [{ status: 200, body }];
    const watching = await startPrism({ document: openApiDocument(), upstream: platform.baseUrl, strict: false });
    const secuconnect = new Secuconnect({ baseUrl: watching.baseUrl, auth: { token: 'any' } });
    await expect(secuconnect.loyalty.cards.get('CRD_1R4N')).resolves.toEqual(body);
    expect(watching.violations.map(({ location }) => location)).toEqual([['response', 'body', 'cardnumber']]);
    await watching.close();
  });
});

describe('requests', () => {
  const secuconnect = (token: string | (() => string) = 'any') =>
    new Secuconnect({ baseUrl: prism.baseUrl, auth: { token } });

  test.each([
    ['a number', 9_276_004_424_242],
    ['text', '9276004424242420'],
  ])('the number of a card is %s', async (_, cardnumber) => {
    answers = [{ status: 200, body: { result: true } }];
    await secuconnect().loyalty.merchantCards.checkCsc('MCD_9K2M', { cardnumber, csc: '1234' });
    expect(prism.violations).toEqual([]);
    expect(JSON.parse(prism.requests[0]!.body)).toMatchObject({ cardnumber });
  });

  test('an expired token is 403 with code 2003: the call is sent once more with another token', async () => {
    const body = { object: 'smart.transactions', id: 'STX_4B7Q' };
    answers = [
      { status: 403, body: EXPIRED },
      { status: 200, body },
    ];
    let asked = 0;
    const renewing = secuconnect(() => `token-${(asked += 1)}`);
    await expect(renewing.smart.transactions.start('STX_4B7Q', 'prepaid', {})).resolves.toEqual(body);
    expect(prism.requests.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  test('without another token it is an authentication error, not one of permission', async () => {
    answers = [{ status: 403, body: EXPIRED }];
    const failure: unknown = await secuconnect()
      .smart.transactions.get('STX_4B7Q')
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AuthenticationError);
    expect(failure).toMatchObject({ status: 403, code: 2003, outcome: 'rejected' });
    expect(prism.requests).toHaveLength(1);
  });

  test.each(['get', 'create'] as const)('invalid input is status 500, which is not repeated (%s)', async (verb) => {
    answers = [{ status: 500, body: INVALID }];
    const { transactions } = secuconnect().smart;
    const call =
      verb === 'get'
        ? transactions.get('STX_4B7Q')
        : transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } });
    const failure: unknown = await Promise.resolve(call).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ValidationError);
    expect(failure).toMatchObject({ status: 500, error: 'ProductFormatException', code: 1001, outcome: 'rejected' });
    expect(prism.requests).toHaveLength(1);
    expect(prism.violations).toEqual([]);
  });
});

describe('push notifications are what the document says', () => {
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
    ['with the moment of the change', { ...push, created: '2026-03-02T10:15:00+01:00' }, true],
    ['without it, as the oldest ones were', push, true],
    ['of a kind that is not listed', { ...push, type: 'removed' }, true],
    [
      'about the hash of an old payment',
      { ...push, data: [{ object: 'payment.transactions', id: 'wqzlmxhrtnkd3476725' }] },
      true,
    ],
    ['of another event class', { ...push, object: 'event.actions' }, false],
    ['without the objects', { ...push, data: undefined }, false],
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
