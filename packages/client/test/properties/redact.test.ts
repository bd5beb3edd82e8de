import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSecrets, redact } from '../../src/internal/redact.ts';
import { Secuconnect } from '../../src/index.ts';
import { json, stubFetch } from '../stub-fetch.ts';

type Escape = (text: string) => string;
/** How a string is escaped for a form or a URL, and then for pages and documents, also for one inside another. */
const FORM_ESCAPES: readonly Escape[] = [
  encodeURIComponent,
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
];
const DOCUMENT_ESCAPES: readonly Escape[] = [
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  (text) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&#x22;'),
  (text) => text.replaceAll('/', '\\/').replaceAll('"', '\\u0022'),
];
const anyEscapes = fc
  .tuple(
    fc.array(fc.constantFrom(...FORM_ESCAPES), { maxLength: 1 }),
    fc.array(fc.constantFrom(...DOCUMENT_ESCAPES), { maxLength: 3 }),
  )
  .map((both) => both.flat());
const applyEscapes = (text: string, escapes: readonly Escape[]): string =>
  escapes.reduce((inner, escape) => escape(inner), text);

/** Words of letters that no escape contains, with all kinds of punctuation around and between them. */
const word = fc.string({ unit: fc.constantFrom(...'GHJKZ'), minLength: 4, maxLength: 12 });
const gap = fc.string({
  unit: fc.constantFrom(...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\b\fäß漢😀'),
  maxLength: 4,
});
const secret = fc
  .tuple(gap, fc.array(fc.tuple(word, gap), { minLength: 2, maxLength: 4 }))
  .map(([before, parts]) => ({ text: before + parts.flat().join(''), words: parts.map(([letters]) => letters) }));

const wordsLeft = (text: string, words: readonly string[]): string[] => words.filter((one) => text.includes(one));

test('redact() removes a secret in any escaping and at any position', () => {
  fc.assert(
    fc.property(secret, anyEscapes, fc.boolean(), ({ text, words }, escapes, isPage) => {
      const escaped = applyEscapes(text, escapes);
      const response = isPage ? `<pre>${escaped}</pre>` : `{"error_details":"${escaped}"}`;
      expect(wordsLeft(redact(response, [text]), words)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('redact() removes a secret of any script in any escaping, also as a whole', () => {
  const character = fc.constantFrom(...'aZ09äßéñøяжΩλאבتشक漢字かな한글😀🔑§–!"#$\'()*,-./:;<=>?@[]^_`{|}~');
  const anyScript = fc.string({ unit: character, minLength: 6, maxLength: 20 });
  const byNumber: readonly Escape[] = [
    (text) => [...text].map((one) => (one > '~' || one === '&' ? `&#${one.codePointAt(0)};` : one)).join(''),
    (text) =>
      JSON.stringify(text)
        .slice(1, -1)
        .replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  ];
  fc.assert(
    fc.property(
      anyScript,
      fc.array(fc.constantFrom(...FORM_ESCAPES, ...DOCUMENT_ESCAPES, ...byNumber), { maxLength: 3 }),
      (text, escapes) => {
        const escaped = applyEscapes(text, escapes);
        expect(redact(`wrong: ${escaped} `, [text])).toBe('wrong: [redacted] ');
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Adds the check digit. */
function cardNumber(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits + ((10 - (sum % 10)) % 10);
}
const digitsOf = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((digits) => digits.join(''));

test('redact() removes card numbers of the large brands in any notation, beside any digits', () => {
  const brand = fc.constantFrom(
    ...'4:16 4:19 51:16 2221:16 2720:16 34:15 37:15 36:14 305:14 6011:16 62:16 62:19 67:19 58:18 3530:16'.split(' '),
  );
  const card = brand.chain((one) => {
    const [prefix, length] = one.split(':') as [string, string];
    return digitsOf(Number(length) - prefix.length - 1).map((digits) => cardNumber(prefix + digits));
  });
  const separator = fc.constantFrom(
    ' ',
    '  ',
    '-',
    '.',
    '/',
    '+',
    '\u00a0',
    '–',
    '%20',
    '\\u0020',
    '&nbsp;',
    '&ndash;',
    '_',
    ',',
    ':',
    ' - ',
    '\\n',
    '%2D',
    '|',
  );
  const pieces = fc.constantFrom(1, 2, 4, 19);
  const neighbour = fc.oneof(
    fc.constantFrom('Card ', 'PAN', '2026-03-01 ', '12:30:01 ', '19,95 ', 'x'),
    fc.tuple(digitsOf(4), separator).map((both) => both.join('')),
  );
  fc.assert(
    fc.property(card, separator, pieces, neighbour, neighbour, (digits, between, size, before, after) => {
      const shown = digits.match(new RegExp(`.{1,${size}}`, 'g'))!.join(between);
      const redacted = redact(`${before}${shown} ${after}`);
      expect(redacted).toContain('[redacted]');
      expect(redacted).not.toContain(shown);
    }),
    { numRuns: 2_000 },
  );
});

test('findSecrets() finds the value of a sensitive field in a request, and redact() removes it from the response', () => {
  const field = fc.constantFrom('passcode', 'pan', 'password', 'Client_Secret', 'transact_code');
  fc.assert(
    fc.property(field, secret, anyEscapes, fc.boolean(), (name, { text, words }, escapes, isForm) => {
      const form = new FormData();
      form.append(name, text);
      const body = isForm ? form : JSON.stringify({ some: { other: 1, [name]: text } });
      // A form normalises line breaks, which are punctuation here.
      expect(wordsLeft(redact(applyEscapes(text, escapes), findSecrets(body)), words)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('redact() leaves a string without secrets unchanged', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 20 }), secret, (text, { text: unrelated }) => {
      expect(redact(text, [unrelated, '', 'short'])).toBe(text);
    }),
  );
});

test('an error does not quote a card number that is used as an id', async () => {
  const stub = stubFetch(json({}, 500));
  const secuconnect = new Secuconnect({
    baseUrl: 'https://example.com/api/v2',
    auth: { token: 't' },
    fetch: stub.fetch,
  });
  const failure: unknown = await secuconnect.smart.transactions
    .cancel('4111111111111111')
    .catch((error: unknown) => error);
  expect(String(failure)).toContain('check [redacted] with smart.transactions');
  expect(stub.requests[0]!.url).toContain('4111111111111111');
});
