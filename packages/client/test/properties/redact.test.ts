import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, findSecrets } from '../../src/internal/redact.ts';
import { Secuconnect } from '../../src/index.ts';
import { json, stubFetch } from '../stub-fetch.ts';

type Escape = (text: string) => string;
/** How a text changes on its way into a form or a URL, and then into pages and documents, also into one within the other. */
const FOR_FORMS: readonly Escape[] = [
  encodeURIComponent,
  (text) => new URLSearchParams([['', text]]).toString().slice(1),
];
const FOR_TEXTS: readonly Escape[] = [
  (text) => JSON.stringify(text).slice(1, -1),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
  (text) => text.replaceAll('&', '&amp;').replaceAll("'", '&#39;').replaceAll('"', '&#x22;'),
  (text) => text.replaceAll('/', '\\/').replaceAll('"', '\\u0022'),
];
const escaped = fc
  .tuple(
    fc.array(fc.constantFrom(...FOR_FORMS), { maxLength: 1 }),
    fc.array(fc.constantFrom(...FOR_TEXTS), { maxLength: 3 }),
  )
  .map((both) => both.flat());
const wrap = (text: string, escapes: readonly Escape[]): string =>
  escapes.reduce((inner, escape) => escape(inner), text);

/** Words of letters that no escape is made of, with all kinds of punctuation around and between them. */
const word = fc.string({ unit: fc.constantFrom(...'GHJKZ'), minLength: 4, maxLength: 12 });
const gap = fc.string({
  unit: fc.constantFrom(...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\b\fäß漢😀'),
  maxLength: 4,
});
const secret = fc
  .tuple(gap, fc.array(fc.tuple(word, gap), { minLength: 2, maxLength: 4 }))
  .map(([before, parts]) => ({ text: before + parts.flat().join(''), words: parts.map(([one]) => one) }));

const wordsLeft = (text: string, words: readonly string[]): string[] => words.filter((one) => text.includes(one));

test('a secret is hidden however it is escaped, and wherever it stands', () => {
  fc.assert(
    fc.property(secret, escaped, fc.boolean(), ({ text, words }, escapes, page) => {
      const said = page ? `<pre>${wrap(text, escapes)}</pre>` : `{"error_details":"${wrap(text, escapes)}"}`;
      expect(wordsLeft(redact(said, [text]), words)).toEqual([]);
    }),
    { numRuns: 2_000 },
  );
});

test('what a request sends in a sensitive field is found in it, and hidden when it comes back', () => {
  const field = fc.constantFrom('passcode', 'pan', 'password', 'Client_Secret', 'transact_code');
  fc.assert(
    fc.property(field, secret, escaped, fc.boolean(), (name, { text, words }, escapes, asForm) => {
      const form = new FormData();
      form.append(name, text);
      const body = asForm ? form : JSON.stringify({ some: { other: 1, [name]: text } });
      // A form normalizes line breaks, which are punctuation here.
      expect(wordsLeft(redact(wrap(text, escapes), findSecrets(body)), words)).toEqual([]);
    }),
    { numRuns: 1_000 },
  );
});

test('nothing else is taken out of a text', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 20 }), secret, (text, { text: unrelated }) => {
      expect(redact(text, [unrelated, '', 'short'])).toBe(text);
    }),
  );
});

test('a card number that is used as an id is not quoted', async () => {
  const stub = stubFetch(json({}, 500));
  const secuconnect = new Secuconnect({
    baseUrl: 'https://example.com/api/v2',
    auth: { token: 't' },
    fetch: stub.fetch,
  });
  const failure: unknown = await secuconnect.smart.transactions
    .cancel('4111111111111111')
    .catch((error: unknown) => error);
  expect(String(failure)).toContain('read [redacted] with smart.transactions');
  expect(stub.requests[0]!.url).toContain('4111111111111111');
});
