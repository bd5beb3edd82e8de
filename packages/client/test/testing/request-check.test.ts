import { describe, expect, test } from 'vitest';
import type { Secuconnect } from '../../src/index.ts';
import { createFakeApi, FakeError, fixtures, type FakeApi } from '../../src/testing/index.ts';
import { problemsIn, problemsOf } from '../../src/testing/request-check.ts';
import { errorOf } from './fake-calls.ts';

/** The problems of a request with a JSON body. */
const problems = (operation: string, body: unknown, parts: object = {}): string[] =>
  problemsOf({
    operation,
    method: 'POST',
    path: {},
    query: undefined,
    body,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...parts,
  });
const create = (body: unknown): string[] => problems('smart.transactions.create', body);

describe('problemsOf() finds what the spec does not allow in a body', () => {
  test.each<[string, unknown, string]>([
    ['an amount as text', { basket_info: { sum: '19,95' } }, 'basket_info.sum must be of type integer or null, not "19,95"'],
    ['a fraction of a cent', { basket_info: { sum: 19.95 } }, 'basket_info.sum must be of type integer or null, not 19.95'],
    ['a misspelt field', { basketinfo: {} }, 'there is no field basketinfo; did you mean basket_info?'],
    ['a misspelt field further below', { basket_info: { summe: 1 } }, 'there is no field basket_info.summe; did you mean sum?'],
    ['an array for an object', { basket_info: [] }, 'basket_info must be of type object, not an array'],
    ['an object for an array', { payment_context: { payment_methods: {} } }, 'payment_context.payment_methods must be of type array, not an object'],
    ['an item of another type', { basket: { products: [{ id: 1 }, 'cup'] } }, 'basket.products.1 must be of type object, not "cup"'],
    ['another JSON value', 'text', 'the body must be of type object, not "text"'],
    ['no body', undefined, 'the body is missing'],
  ])('%s', (_, body, problem) => {
    expect(create(body)).toEqual([problem]);
  }); // prettier-ignore

  test('all problems at once', () => {
    expect(create({ basket_info: { sum: '1', currency: 5 }, is_demo: 'yes' })).toHaveLength(3);
  });

  test.each<[string, string, unknown, string]>([
    ['a missing field', 'general.contracts.getAvailablePaymentMethods', { currency: 'EUR' }, 'is_demo is missing'],
    ['a value outside a pattern', 'general.contracts.getAvailablePaymentMethods', { currency: 'euro', is_demo: true }, 'currency must match ^[A-Z]{3}$, not "euro"'],
    ['a number that is too large', 'loyalty.merchantCards.createMerchantCards', { cards_amount: 1001 }, 'cards_amount must be from 1 to 1000, not 1001'],
  ])('%s', (_, operation, body, problem) => {
    expect(problems(operation, body)).toContain(problem);
  }); // prettier-ignore

  test('a value that fits none of its alternatives; it says what the closest lacks', () => {
    expect(
      problems('general.contracts.createThirdPartyConfiguration', { paypal: { live: { client_id: 'a' } } }),
    ).toEqual(['paypal.live.client_secret is missing']);
    expect(create({ merchant: 5 })).toHaveLength(1);
  });

  test('a path parameter outside a closed list, and a query parameter that does not exist', () => {
    const path = { contractId: 'GCR_1', thirdPartyName: 'klarna' };
    expect(problems('general.contracts.deleteThirdPartyConfiguration', undefined, { path })).toEqual([
      'thirdPartyName must be one of "paypal", "easycredit", "saferpay", not "klarna"',
    ]);
    expect(problems('smart.transactions.list', undefined, { query: { limit: '5', count: 5 } })).toEqual([
      expect.stringMatching(/^the query has no parameter limit; did you mean \w+\?$/),
    ]);
  });

  test('a token request with an unknown grant', () => {
    expect(problems('oauth.token', { grant_type: 'nonsense' })).toEqual(['grant_type cannot be "nonsense"']);
    for (const grant_type of ['client_credentials', 'refresh_token', 'device', 'appuser'])
      expect(problems('oauth.token', { grant_type })).toEqual([]);
  });
});

test.each([
  [[], ['list must have 1 or more items, not an array']],
  [[1], []],
  [[1, 2], []],
  [[1, 2, 3], ['list must have 2 or fewer items, not an array']],
])('problemsIn() counts the items of %j', (list, expected) => {
  expect(problemsIn({ type: 'array', minItems: 1, maxItems: 2 }, list, 'list')).toEqual(expected);
});

describe('problemsOf() finds nothing', () => {
  test.each<[string, string, unknown]>([
    ['in an empty object without required fields', 'smart.transactions.create', {}],
    ['in a value that the spec does not list, where more may come', 'smart.transactions.create', { intent: 'gift' }],
    ['in an object of no fixed shape', 'loyalty.customers.create', { merchant: 'MRC_1', additional_data: { any: [1] } }],
    ['in an endpoint that the spec does not list', 'POST /Some/Where', { any: 'thing' }],
    ['where null is allowed', 'smart.transactions.create', { basket_info: { sum: null } }],
  ])('%s', (_, operation, body) => {
    expect(problems(operation, body)).toEqual([]);
  }); // prettier-ignore

  test('in fields of a response that are sent back', () => {
    const { id, object, created, status } = fixtures.smartTransaction();
    expect(create({ id, object, created, status, basket_info: { sum: 1, currency: 'EUR' } })).toEqual([]);
  });

  test('in a form', () => {
    const headers = { 'content-type': 'multipart/form-data' };
    expect(problems('document.uploads.create', { file: new Blob([]) }, { headers })).toEqual([]);
  });
});

describe('a fake API rejects what the spec does not allow', () => {
  const stubbed = (options = {}): { fake: FakeApi; secuconnect: Secuconnect } => {
    const fake = createFakeApi(options);
    fake.on('smart.transactions.create').reply(fixtures.smartTransaction());
    return { fake, secuconnect: fake.client() };
  };
  const wrong = { basket_info: { sum: 19.95, currency: 'EUR' } };
  const message =
    'The spec does not allow this request for smart.transactions.create: basket_info.sum must be of type integer or null, not 19.95.';

  test('at once, without retries, and verify() says so even if the program handles the error', async () => {
    const { fake, secuconnect } = stubbed();
    const error = await errorOf(secuconnect.smart.transactions.create(wrong));
    expect(error).toBeInstanceOf(FakeError);
    expect(error).toMatchObject({ message, operation: 'smart.transactions.create', outcome: 'not-sent' });
    expect(fake.calls('smart.transactions.create')).toMatchObject([
      { body: wrong, attempts: [{ error: 'FakeError' }] },
    ]);
    expect(() => fake.verify()).toThrow(message);
    fake.reset();
    expect(() => fake.verify()).not.toThrow();
  });

  test('and does not use up a response', async () => {
    const { fake, secuconnect } = stubbed();
    fake.on('smart.transactions.create').replyOnce(fixtures.smartTransaction({ id: 'STX_once' }));
    await errorOf(secuconnect.smart.transactions.create(wrong));
    expect((await secuconnect.smart.transactions.create({})).id).toBe('STX_once');
  });

  test('unless it is switched off', async () => {
    const { fake, secuconnect } = stubbed({ validateRequests: false });
    await expect(secuconnect.smart.transactions.create(wrong)).resolves.toBeDefined();
    fake.verify();
  });

  test('and a request without a token', async () => {
    const { fake } = stubbed();
    const post = (headers: Record<string, string>) =>
      fake.fetch('https://shop.example/api/v2/Smart/Transactions', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{}',
      });
    await expect(post({})).rejects.toThrow('it carries no token');
    await expect(post({ authorization: 'Basic abc' })).rejects.toThrow('it carries no token');
    expect((await post({ authorization: 'Bearer abc' })).status).toBe(200);
  });
});
