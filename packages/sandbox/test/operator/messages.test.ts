import { expect, test } from 'vitest';
import { Messages } from '../../src/operator/messages.ts';

test('a message has a key that cannot be guessed, until a hundred newer ones', () => {
  const messages = new Messages();
  const message = { role: 'status', text: 'Done.' } as const;
  const key = messages.add(message);
  expect(messages.get(key)).toBe(message);
  expect(messages.get('Done.')).toBeUndefined();
  expect(messages.get(undefined)).toBeUndefined();
  for (let count = 0; count < 100; count += 1) messages.add(message);
  expect(messages.get(key)).toBeUndefined();
});
