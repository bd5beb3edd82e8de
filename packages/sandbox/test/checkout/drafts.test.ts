import { expect, test } from 'vitest';
import { Drafts } from '../../src/checkout/drafts.ts';

const DRAFT = { sale: 'STX_1', method: 'debit', fields: { city: 'Pulsnitz' } };

test('a draft is found by its name, for its sale only', () => {
  const drafts = new Drafts();
  const name = drafts.keep(DRAFT);
  expect(drafts.find(name, 'STX_1')).toEqual(DRAFT);
  expect(drafts.find(name, 'STX_2')).toBeUndefined();
  expect(drafts.find('guessed', 'STX_1')).toBeUndefined();
  expect(drafts.find(undefined, 'STX_1')).toBeUndefined();
});

test('the oldest of many drafts is forgotten', () => {
  const drafts = new Drafts();
  const [first, second] = [drafts.keep(DRAFT), drafts.keep(DRAFT)];
  for (let more = 0; more < 499; more += 1) drafts.keep(DRAFT);
  expect(drafts.find(first, 'STX_1')).toBeUndefined();
  expect(drafts.find(second, 'STX_1')).toEqual(DRAFT);
});
