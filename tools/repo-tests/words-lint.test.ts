import { describe, expect, test } from 'vitest';
import { describeWord, retiredWordsIn } from '../docs-tools/words/lint-words.ts';

const words = (text: string): string[] => retiredWordsIn('guide.md', text).map(({ word }) => word);

describe('the lint of retired words', () => {
  test('reports a word with its place and the word to use', () => {
    const [finding] = retiredWordsIn('guide.md', 'First line.\nThe call is repeated.');
    expect(describeWord(finding!)).toBe(
      'guide.md:2: "repeated" is a retired word; use: retry, redelivery, duplicate or safe.',
    );
  });

  test.each([
    ['Reads are Repeated.', ['Repeated']],
    ['The deadline of the call', ['deadline']],
    ['Nobody is asked anew.', ['Nobody', 'anew']],
    ['`checkpointOf(error)`', ['checkpointOf']],
    ['minor currency units', ['minor currency units']],
  ])('%j has %j', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  test.each([
    "'='.repeat(20)",
    'connection refused',
    'there are none',
    'the goods were shipped or handed over',
    'Reads are retried.',
  ])('%j has none', (text) => {
    expect(words(text)).toEqual([]);
  });

  test('the style sheet may name the words that it replaces', () => {
    expect(words('<!-- old words -->\nnot "repeat"\n<!-- /old words -->\nretry, not repeat')).toEqual(['repeat']);
  });
});
