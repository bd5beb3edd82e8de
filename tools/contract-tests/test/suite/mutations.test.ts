import { expect, test } from 'vitest';
import { openApiDocument } from '../../src/document/document.ts';
import { mutations } from '../../src/mutations/mutations.ts';

const KINDS = [
  'add a parameter',
  'change a media type',
  'change a path',
  'change a status',
  'change a style',
  'change a type',
  'change a value',
  'change additional properties',
  'change the security',
  'change whether a parameter is required',
  'change x-safe',
  'drop a required mark',
  'move a parameter',
  'remove a parameter',
  'rename a field',
  'rename a parameter',
  'tighten a limit',
];
const some = mutations(7, KINDS.length * 3);

test('mutations are reproducible, and another seed has others', () => {
  const descriptions = (seed: number) => mutations(seed, some.length).map(({ description }) => description);
  expect(descriptions(7)).toEqual(some.map(({ description }) => description));
  expect(descriptions(8)).not.toEqual(descriptions(7));
});

test('each kind of change has the same number of mutations', () => {
  expect([...new Set(some.map(({ kind }) => kind))].sort()).toEqual(KINDS);
  for (const kind of KINDS) expect(some.filter((one) => one.kind === kind)).toHaveLength(3);
});

test('each mutation is another document, with the operations that it concerns', () => {
  const texts = some.map((one) => JSON.stringify(one.document()));
  expect(new Set([...texts, JSON.stringify(openApiDocument())]).size).toBe(some.length + 1);
  for (const { operations, document } of some) {
    const text = JSON.stringify(document());
    expect(operations.length).toBeGreaterThan(0);
    expect(operations.filter((id) => !text.includes(`"operationId":"${id}"`))).toEqual([]);
  }
});
