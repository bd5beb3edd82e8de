import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inRepository } from '../spec-tools/spec-paths.ts';

/** Texts that the packages do not write as they are shown: those of others, and those that are put together. */
const OF_OTHERS = ['The client credentials are invalid', 'Failed to fetch'];
const COMPOSED = [
  'cannot be NaN',
  'The push URL has no signature',
  'cannot be of type Promise',
  'The push URL has an invalid signature',
];

const page = readFileSync(inRepository('docs/guides/troubleshooting.md'), 'utf8');
const sources = globSync(['packages/client/src/**/*.ts', 'packages/api/src/runtime/**/*.ts'], {
  cwd: inRepository('.'),
})
  .map((file) => readFileSync(inRepository(file), 'utf8'))
  .join('\n');

test('every message in the guide on troubleshooting is one that the packages write', () => {
  const firstCells = [...page.matchAll(/^\| ([^|]+?) *\|/gm)].map(([, cell]) => cell!);
  const messages = firstCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, text]) => text!));
  expect(messages.length).toBeGreaterThan(25);
  const known = new Set([...OF_OTHERS, ...COMPOSED]);
  expect(messages.filter((text) => !known.has(text) && !sources.includes(text))).toEqual([]);
  expect([...known].filter((text) => !messages.includes(text))).toEqual([]);
});
