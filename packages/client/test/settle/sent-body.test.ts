import { expect, test } from 'vitest';
import { inputAsSent } from '../../src/settle/sent-body.ts';

const create = { id: 'shop.things.create', method: 'POST', path: '/Things/{id}', safe: false, body: true } as const;

test('what the program changes afterwards is not in it', () => {
  const [path, query, body] = [['1'], { page: 1 }, { amount: 5, at: new Date(0), items: [{ id: 1 }] }];
  const input = inputAsSent(create, { path, query, body });
  path[0] = '2';
  query.page = 2;
  body.items[0]!.id = 2;
  expect(input).toEqual({
    path: ['1'],
    query: { page: 1 },
    body: { amount: 5, at: '1970-01-01T00:00:00.000Z', items: [{ id: 1 }] },
  });
});

test('what was sent counts, not what the object is now', () => {
  expect(inputAsSent(create, { path: [], body: { amount: 7 } }, '{"amount":5}').body).toEqual({ amount: 5 });
});

test('a call without a body has none, and a form stays as it is', () => {
  expect(inputAsSent(create, { path: [] }).body).toBeUndefined();
  const form = new FormData();
  expect(inputAsSent({ ...create, bodyTypes: ['multipart/form-data'] }, { path: [], body: form }, form).body).toBe(
    form,
  );
});
