import type { Group } from '../classes-table.ts';
import { object, requests, responses, row, text } from '../documents.ts';

const card = object({ type: { const: 'card' }, pan: text }, 'type', 'pan');
const bank = object({ type: { const: 'bank' }, iban: text }, 'type', 'iban');
const oneOf = (...list: object[]) => ({ oneOf: list });
const beside = (...list: object[]) => ({ ...object({ id: text }, 'id'), oneOf: list });
const sendsCard = `await call({ type: 'card', pan: '1' });`;
const sendsBank = `await call({ type: 'bank', iban: '1' });`;
const readsCard = `const { pan } = await call(); store<string>(pan);`;
const readsBoth = `const result = await call(); store<string>(result.type === 'bank' ? result.iban : result.pan);`;

export const alternatives: Group = {
  title: 'Alternatives',
  why: 'An alternative is a kind of value: a new one is additive in requests and breaking in responses. That one is gone breaks code that handles it.',
  rows: [
    row(
      'a request has a new alternative',
      requests(oneOf(card), oneOf(bank, card)),
      sendsCard,
      'additive: call (request) may be bank',
    ),
    row(
      'a request has one alternative less',
      requests(oneOf(bank, card), oneOf(card)),
      sendsBank,
      'breaking (types, wire): call (request) is no longer bank',
    ),
    row(
      'a response has a new alternative',
      responses(oneOf(card), oneOf(bank, card)),
      readsCard,
      'breaking (types, wire): call 200 (response) may be bank',
    ),
    row(
      'a response has one alternative less',
      responses(oneOf(bank, card), oneOf(card)),
      readsBoth,
      'breaking (types): call 200 (response) is no longer bank',
    ),
    row(
      'an alternative of a request has a new field',
      requests({ anyOf: [bank, card] }, { anyOf: [object({ ...card.properties, cvc: text }, 'type', 'pan'), bank] }),
      sendsCard,
      'additive: call.cvc (request) is new',
    ),
    row(
      'a schema becomes a choice',
      requests(card, oneOf(card, bank)),
      sendsCard,
      'additive: call (request) may be bank',
    ),
    row(
      'a choice becomes a schema',
      requests(oneOf(card, bank), card),
      sendsBank,
      'breaking (types, wire): call (request) is no longer bank',
    ),
    row(
      'a response may be null, as an alternative',
      responses(card, { anyOf: [card, { type: 'null' }] }),
      readsCard,
      'breaking (types, wire): call 200 (response) may be null',
    ),
    row(
      'a request is no longer null, as an alternative',
      requests({ anyOf: [card, { type: 'null' }] }, card),
      `await call(null);`,
      'breaking (types, wire): call (request) is no longer null',
    ),
    row(
      'a request has a choice next to its fields',
      requests(object({ id: text }, 'id'), beside(card)),
      `await call({ id: 'a' });`,
      'breaking (types, wire): call (request) is a choice of alternatives now',
    ),
    row(
      'a response has a choice next to its fields',
      responses(object({ id: text }, 'id'), beside(card)),
      `const { id } = await call(); store<string>(id);`,
      'additive: call 200 (response) is a choice of alternatives now',
    ),
    row(
      'a choice of a request next to its fields has a new alternative',
      requests(beside(card), beside(card, bank)),
      `await call({ id: 'a', type: 'card', pan: '1' });`,
      'additive: call (request) may be bank',
    ),
  ],
};
