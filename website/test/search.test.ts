import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { openSearch, pagesOf } from '../src/site-search.ts';

/** What people type first, and the page that has to be among the first three. */
const questions = JSON.parse(readFileSync(new URL('questions.json', import.meta.url), 'utf8')) as Record<
  string,
  string
>;

let search: (question: string) => string[];
beforeAll(async () => {
  search = await openSearch();
});

test('there are at least 60 questions', () => {
  expect(Object.keys(questions).length).toBeGreaterThanOrEqual(60);
});

test.each(Object.entries(questions))('%s leads to %s', (question, page) => {
  expect(pagesOf(search(question), 3)).toContain(page);
});

test('a word that is on no page finds nothing', () => {
  expect(search('xyzzyplugh')).toEqual([]);
});
