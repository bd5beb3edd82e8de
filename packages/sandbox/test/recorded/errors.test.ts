import { describe, expect, test } from 'vitest';
import { DEBIT, errorOf, openSteps, SALE } from './steps.ts';

describe('an error', () => {
  test.each([
    ['an unknown id', 'GET', '/Payment/Transactions/PCI_X', undefined, 404, 'ProductNotFoundException', 0],
    ['an unknown path', 'GET', '/Payment/Unheardof', undefined, 404, 'ProductNotFoundException', 0],
    [
      'input that is wrong',
      'POST',
      '/Smart/Transactions',
      { basket_info: { sum: 'much' } },
      500,
      'ProductFormatException',
      1001,
    ],
    ['a query that cannot be read', 'GET', '/Payment/Payouts?q=(a', undefined, 500, 'ProductFormatException', 1001],
    [
      'a wrong IBAN',
      'POST',
      '/Payment/Containers',
      { type: 'bank_account', private: { owner: 'E', iban: 'DE00' } },
      500,
      'ProductFormatException',
      1004,
    ],
    [
      'a card to store',
      'POST',
      '/Payment/Containers',
      { type: 'credit_card', private: { owner: 'E', pan: '411111XXXXXX1111' } },
      500,
      'ProductFormatException',
      1004,
    ],
  ])('for %s has its name in the reason phrase too', async (_what, method, path, input, status, error, code) => {
    const answer = await openSteps().ask(method, path, input);
    expect([answer.status, answer.reason]).toEqual([status, error]);
    expect(answer.body).toEqual(errorOf(error, code));
    expect(answer.headers.get('content-type')).toBe('application/json; charset=UTF-8');
  });

  test.each([
    [undefined, 'en_GB', 'It does not exist.'],
    ['en', 'en_GB', 'It does not exist.'],
    ['de', 'de_DE', 'Nicht vorhanden.'],
  ])('for who accepts %s is explained to users in %s', async (accepted, language, error_user) => {
    const { ask } = openSteps();
    const headers = accepted === undefined ? {} : { 'accept-language': accepted };
    const answer = await ask('GET', '/Payment/Transactions/PCI_X', undefined, headers);
    expect(answer.headers.get('content-language')).toBe(language);
    expect(answer.body).toMatchObject({ error_user, error_details: expect.stringContaining('was not found') });
  });

  test('has a number for the support that no other error has', async () => {
    const { ask } = openSteps();
    const numbers = [];
    for (let index = 0; index < 3; index++) numbers.push((await ask('GET', '/Payment/Payouts/POI_X')).body.supportId);
    expect(new Set(numbers).size).toBe(3);
  });
});

describe('an answer', () => {
  test('has the headers of the platform', async () => {
    const { headers } = await openSteps().ask('GET', '/Payment/Payouts');
    expect(Object.fromEntries(headers)).toEqual({
      'content-type': 'application/json; charset=UTF-8',
      'content-language': 'en_GB',
      'cache-control': 'no-store, no-cache, must-revalidate',
      'access-control-allow-origin': '*',
      date: 'Mon, 02 Mar 2026 09:00:00 GMT',
    });
  });

  test('to a browser allows calls from other origins', async () => {
    const { headers } = await openSteps().ask('OPTIONS', '/Payment/Payouts');
    expect(headers.get('access-control-allow-methods')).toBe('POST, GET, PUT, DELETE, PATCH, OPTIONS');
    expect(headers.get('access-control-max-age')).toBe('600');
  });

  test.each(['/Payment/Contracts/me/RequestID', '/Payment/Contracts/me/requestId', '/payment/contracts/me/REQUESTID'])(
    'comes for the path %s in every case',
    async (path) => {
      const { contact } = SALE.customer;
      expect((await openSteps().ask('POST', path, { contact, project: 'P' })).status).toBe(200);
    },
  );
});

describe('a call with X-Action', () => {
  const CALL = ['POST', '/Smart/Transactions', { basket_info: SALE.basket_info }] as const;

  test('is not executed again within three minutes', async () => {
    const { ask, wait } = openSteps();
    const headers = { 'x-action': 'sale-1' };
    const first = (await ask(...CALL, headers)).body;
    await wait('179s');
    expect((await ask(...CALL, headers)).body).toEqual(first);
    expect((await ask('GET', '/Smart/Transactions')).body.count).toBe(1);
  });

  test('is executed again afterwards', async () => {
    const { ask, wait } = openSteps();
    const headers = { 'x-action': 'sale-1' };
    const first = (await ask(...CALL, headers)).body;
    await wait('3m');
    expect((await ask(...CALL, headers)).body.id).not.toBe(first.id);
  });

  test('starts a payment once', async () => {
    const { ask, sell } = openSteps();
    const { id } = await sell();
    const headers = { 'x-action': 'start-1' };
    const start = () => ask('POST', `/Smart/Transactions/${id}/start/debit`, DEBIT, headers);
    expect((await start()).body).toEqual((await start()).body);
    expect((await ask('GET', '/Payment/Transactions')).body.count).toBe(1);
  });
});
