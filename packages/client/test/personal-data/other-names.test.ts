import { describe, expect, test } from 'vitest';
import { PERSONAL_NAMES } from '../../src/generated/personal-data.ts';
import { normalizedName, OTHER_NAMES } from '../../src/personal-data/other-names.ts';

test.each(['first_name', 'firstName', 'FIRST-NAME'])('%s is the name firstname', (name) => {
  expect(normalizedName(name)).toBe('firstname');
});

describe('the names that the spec does not have', () => {
  test('are in their normal form, each once', () => {
    expect(OTHER_NAMES.map(normalizedName)).toEqual(OTHER_NAMES);
    expect(new Set(OTHER_NAMES).size).toBe(OTHER_NAMES.length);
  });

  test('are not in the spec', () => {
    const names = new Set(PERSONAL_NAMES.map(normalizedName));
    expect(OTHER_NAMES.filter((name) => names.has(name))).toEqual([]);
  });
});
