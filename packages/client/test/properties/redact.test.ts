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
