import { expect, test } from 'vitest';
import { createRandom, type Random } from '../src/values/random.ts';
import { textFor } from '../src/values/text.ts';

const random = (): Random => createRandom(1);

test('a pattern without a limit may be longer than other texts', () => {
  expect(textFor({ type: 'string', pattern: '^[A-Z]{32}$' }, random())).toMatch(/^[A-Z]{32}$/);
});

test('a pattern has a text within its limits', () => {
  expect(textFor({ type: 'string', pattern: '^[A-Z]+$', minLength: 2, maxLength: 3 }, random())).toMatch(
    /^[A-Z]{2,3}$/,
  );
});

test('a pattern that its limits exclude is an error, not an endless search', () => {
  expect(() => textFor({ type: 'string', pattern: '^[A-Z]{32}$', maxLength: 3 }, random())).toThrow(
    'No text of 200 that match ^[A-Z]{32}$ is between 0 and 3 long.',
  );
});
