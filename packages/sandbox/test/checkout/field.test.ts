import { describe, expect, test } from 'vitest';
import { errorsIn, errorSummary, fieldRow, readFields, startOf, type Field } from '../../src/checkout/field.ts';
import { ENGLISH } from '../../src/checkout/texts/english.ts';

const CITY: Field = { name: 'city', label: 'Town', most: 5, autocomplete: 'address-level2', start: 'Pulsnitz' };
const CODE: Field = {
  name: 'code',
  label: 'Code',
  most: 9,
  autocomplete: 'off',
  isOptional: true,
  hint: 'Digits',
  check: (value, { city }) => (value === city ? 'The same' : undefined),
};

test('values are read without spaces around them, and start as they are known', () => {
  expect(readFields([CITY, CODE], (name) => ` ${name} `)).toEqual({ city: 'city', code: 'code' });
  expect(startOf([CITY, CODE])).toEqual({ city: 'Pulsnitz', code: '' });
});

test('what is missing, too long or wrong is an error', () => {
  expect(errorsIn([CITY, CODE], {}, ENGLISH)).toEqual({ city: 'This is missing.' });
  expect(errorsIn([CITY, CODE], { city: 'Köln', code: 'Köln' }, ENGLISH)).toEqual({ code: 'The same' });
  expect(errorsIn([CITY, CODE], { city: 'Dresden' }, ENGLISH)).toEqual({ city: 'Use at most 5 characters.' });
  expect(errorsIn([CITY, CODE], { city: 'Köln', code: '1' }, ENGLISH)).toEqual({});
});

describe('a field', () => {
  const row = async (...args: Parameters<typeof fieldRow>) => String(await fieldRow(...args));

  test('is tied to its label, its hint and its error', async () => {
    const text = await row(CODE, '', 'The same', ENGLISH);
    expect(text).toContain('<label for="code">');
    expect(text).toContain('id="code-hint"');
    expect(text).toContain('id="code-error"');
    expect(text).toContain('aria-describedby="code-hint code-error"');
    expect(text).toContain('aria-invalid="true"');
    expect(text).not.toContain('required');
  });

  test('without an error is not marked', async () => {
    const text = await row(CITY, '"><b>', undefined, ENGLISH);
    expect(text).not.toContain('aria-');
    expect(text).toContain('required');
    expect(text).toContain('value="&quot;&gt;&lt;b&gt;"');
  });

  test('offers choices, of which one is taken, or suggestions', async () => {
    const choices = [
      { value: 'DE', text: 'Germany' },
      { value: 'AT', text: 'Austria' },
    ];
    expect(await row({ ...CITY, choices }, 'AT', undefined, ENGLISH)).toMatch(
      /<option value="DE"\s*>Germany<\/option>\s*<option value="AT" selected>/,
    );
    const text = await row({ ...CITY, suggestions: choices }, '', undefined, ENGLISH);
    expect(text).toContain('list="city-list"');
    expect(text).toContain('<datalist id="city-list">');
  });
});

test('the summary leads to each field with an error, in their order', async () => {
  const text = String(await errorSummary([CITY, CODE], { code: 'Bad', city: 'Worse' }, ENGLISH));
  expect(text.match(/href="#\w+">[^<]+/g)).toEqual(['href="#city">Town: Worse', 'href="#code">Code: Bad']);
});
