import { describe, expect, test } from 'vitest';
import { errorFromResponse, errorFromTokenResponse } from '../../src/errors/from-response.ts';
import { sanitizeCause } from '../../src/errors/sanitize-cause.ts';
import { logListener } from '../../src/events/log.ts';
import { fileNameFromHeader } from '../../src/files/content-disposition.ts';
import { safeFileName } from '../../src/files/safe-file-name.ts';
import { retryAfter } from '../../src/internal/backoff.ts';
import { findSecrets, redact } from '../../src/internal/redact.ts';
import { toMinorUnits } from '../../src/money/minor-units.ts';
import { parsePush } from '../../src/pushes/push-event.ts';
import { isIpInRanges, pushIpRanges } from '../../src/pushes/push-ip-ranges.ts';
import { signPushUrl, verifyPushUrl } from '../../src/pushes/push-url.ts';
import { q } from '../../src/query/q.ts';
import { receiptHtml, receiptPage, receiptText, type Receipt } from '../../src/receipts/index.ts';
import { durationOf, expectLinear } from './linear-growth.ts';

type MakeText = (length: number) => string;

/** This text again and again. */
const times =
  (text: string, before = '', after = ''): MakeText =>
  (length) =>
    before + text.repeat(Math.ceil(length / text.length)) + after;
const random: MakeText = (length) => {
  let text = '';
  for (let seed = 1; text.length < length; seed = (seed * 48_271) % 2_147_483_647) text += `${seed} `;
  return text;
};

const TOKEN = 'abcdef.ghijkl-mnopqr';
const PASSWORD = 'hunter two-three';
const SYMBOLS = '!"§$%&/()=?';
const SECRETS = [TOKEN, PASSWORD, SYMBOLS, 'aaaaaaaaab', 'оченьсекретно'];

/** Texts that are slow for some way of searching. */
const texts: Record<string, MakeText> = {
  letters: times('a'),
  'letters of another script': times('оченьсекретн'),
  'combining marks': times('\u0301'),
  emoji: times('🔑'),
  digits: times('1'),
  'digits of a large brand': times('6'),
  zeros: times('0'),
  'single digits': times('4 '),
  'groups of digits': times('666 '),
  'random numbers': random,
  'card numbers': times('4111111111111111 '),
  'separators of digits': times('4 - '),
  quotes: times('"'),
  apostrophes: times("'"),
  'sensitive fields': times('"pan":"1",'),
  'a sensitive field without an end': times('a', '"pan":"'),
  'sensitive fields without an end': times('"pan":"a'),
  'a nested field without an end': times('[', '"pan":'),
  'nested fields': times('"pan":[{"a":"b"}],'),
  'names of fields': times('"pan"'),
  'spaces behind names of fields': times(`"pan"${' '.repeat(1_000)}`),
  backslashes: times('\\'),
  'backslashes in a field': times('\\', '"pan":"'),
  'escaped quotes in a field': times('\\\\\\"', '"pan":\\"'),
  'schemes of authentication': times('bearer '),
  'spaces behind such a scheme': times(`bearer${' '.repeat(1_000)}`),
  'the first word of a secret': times('abcdef'),
  'the words of a secret': times('abcdef.ghijkl.'),
  'a word of a secret, then dots': times('.', 'abcdef'),
  'a word of a secret with dots': times(`abcdef${'.'.repeat(500)}`),
  'a word of a secret, then what may be an escape': times('&_;', 'abcdef', 'x'),
  'the same for a password': times('&_;', 'hunter'),
  'the beginning of a secret': times('aaaaaaaaa'),
  symbols: times('!"§$%&/()='),
  ampersands: times('&'),
  'starts of entities': times('&a'),
  'starts of numbers': times('&#'),
  'nested entities': times('amp;', '&'),
  'entities without a list': times('&rarr;'),
  percents: times('%'),
  'nested percents': times('25', '%'),
  'percents that escape': times('%%41'),
  'bytes that are not UTF-8': times('%F0%9F'),
  'starts of escapes': times('\\u____'),
  Base64: times('YWJjZGVm'),
  'line breaks': times('\n'),
  'control characters': times('\x1b\x9b'),
  'halves of surrogate pairs': times('\ud83d'),
};

describe('redact() takes linear time for', () => {
  test.each(Object.entries(texts))('%s', async (_, text) => {
    await expectLinear(text, (one: string) => redact(one, SECRETS));
  });
});

describe('redact() takes linear time for a secret of', () => {
  const secrets = ['a', 'a.', '(', '&_;', '漢'];
  test.each(secrets)('many "%s"', async (part) => {
    await expectLinear(times(part), (secret: string) => redact(`wrong: ${secret}`, [secret]));
  });
});

describe('findSecrets() takes linear time for', () => {
  test.each<[string, MakeText]>([
    ['many fields', (length) => JSON.stringify(Array.from({ length: length / 16 }, () => ({ pan: '4111' })))],
    [
      'many secrets in one field',
      (length) => JSON.stringify({ pin: Array.from({ length: length / 8 }, (__, one) => one) }),
    ],
    ['deep nesting', (length) => `{"pan":${'['.repeat(length / 2)}${']'.repeat(length / 2)}}`],
    ['a long name', (length) => JSON.stringify({ [times('token_')(length)]: 'x' })],
    ['a long value', (length) => JSON.stringify({ pan: times('4111 ')(length) })],
  ])('%s', async (_, body) => {
    await expectLinear(body, (one: string) => findSecrets(one));
  });
});

describe('an error takes linear time for a response with', () => {
  const context = { id: 'smart.transactions.create', safe: false };
  const bodies: Record<string, (length: number) => unknown> = {
    'long texts': (length) => ({
      error: 'X',
      error_details: times('abcdef 4111 ')(length),
      error_user: random(length),
    }),
    'many violations': (length) => ({
      validation: Array.from({ length: length / 32 }, (__, one) => ({ location: ['body', one], message: 'no abcdef' })),
    }),
    'a long location': (length) => ({ validation: [{ location: Array.from({ length: length / 4 }, () => 'a') }] }),
    'full stops': (length) => ({ error_details: times('.')(length) }),
    'a long code': (length) => ({ code: times('1')(length) }),
    'a long error': (length) => ({ error: times('a-')(length) }),
  };
  test.each(Object.entries(bodies))('%s', async (_, body) => {
    await expectLinear(
      (length) => JSON.stringify(body(length)),
      (text: string) => errorFromResponse(context, new Response(text, { status: 500 }), text, { secrets: SECRETS }),
    );
  });

  test('long texts of the token endpoint', async () => {
    await expectLinear(
      (length) =>
        JSON.stringify({ error: 'invalid_grant', error_description: times('&_;', 'There is no user hunter')(length) }),
      (text: string) => errorFromTokenResponse(context, new Response(text, { status: 400 }), text, SECRETS),
    );
  });

  test('the usual size: it costs about as much per character as a large one', async () => {
    const details =
      'The sum of the basket 1995 EUR is not the sum of its items 1990 EUR; "STX_2Y9ZJ" was not changed. ';
    const errorOf = (length: number): (() => void) => {
      const text = JSON.stringify({ error: 'X', error_details: times(details)(length), supportId: '48f7a1c29e3b' });
      return () => void errorFromResponse(context, new Response(text, { status: 500 }), text, { secrets: SECRETS });
    };
    const [usual, large] = [errorOf(256), errorOf(2 ** 18)];
    const durations: [usual: number, large: number][] = [];
    for (let count = 0; count < 5; count++)
      durations.push([
        await durationOf(() => {
          for (let error = 0; error < 2 ** 10; error++) usual();
        }),
        await durationOf(large),
      ]);
    const [many, one] = [0, 1].map((index) => Math.min(...durations.map((both) => both[index]!)));
    expect(many! / one!).toBeLessThan(8);
  });

  test('a foreign error as its cause', async () => {
    await expectLinear(times('&_;', 'hunter'), (text: string) => sanitizeCause(new Error(text), SECRETS));
  });
});

test('a log line takes linear time for a long value', async () => {
  const { any } = logListener({ warn: () => undefined });
  for (const part of ['\x1b', '"', '= ', '\u2028a'])
    await expectLinear(times(part), (error: string) =>
      any!({ type: 'tokenStore', timestamp: 1, action: 'get', error }),
    );
});

describe('a receipt takes linear time for', () => {
  const lines: Record<string, (length: number) => unknown[]> = {
    'many lines': (length) =>
      Array.from({ length: length / 16 }, () => ({ type: 'textline', value: { text: 'Summe 12,50 EUR' } })),
    'many rows': (length) =>
      Array.from({ length: length / 16 }, () => ({ type: 'name-value', value: { name: 'Summe', value: '12,50 EUR' } })),
    'many decorations': (length) => [
      { type: 'textline', value: { text: 'x', decoration: Array.from({ length: length / 8 }, () => 'important') } },
    ],
  };
  const contents = [
    'a',
    ' ',
    'a ',
    '\n',
    '\t',
    '漢',
    '\u0301',
    'e\u0301',
    '\u200d',
    '👩‍👩‍👧',
    '&<>"',
    '\x1b[',
    '\u202e',
    '\ud83d',
    '-',
    ' \u00a0',
  ];
  for (const content of contents)
    lines[`a text of many ${JSON.stringify(content)}`] = (length) => [
      { type: 'textline', value: { text: times(content)(length) } },
    ];
  for (const content of ['a ', '漢', '\u0301', '&<>"']) {
    lines[`a row of many ${JSON.stringify(content)}`] = (length) => [
      { type: 'name-value', value: { name: times(content)(length / 2), value: times(content)(length / 2) } },
    ];
    lines[`a caption of many ${JSON.stringify(content)}`] = (length) => [
      { type: 'separator', value: { caption: times(content)(length) } },
    ];
  }
  test.each(Object.entries(lines))('%s', async (_, receipt) => {
    await expectLinear(receipt, (one: Receipt) => receiptText(one));
    await expectLinear(receipt, (one: Receipt) => receiptHtml(one));
  });

  test('a title and a language', async () => {
    await expectLinear(times('"&\n\u0301'), (title: string) => receiptPage([], { title, lang: title }));
  });
});

describe('the check of a push takes linear time for', () => {
  const keys = { id: 'k', secret: 'x'.repeat(32) };
  const urls: Record<string, MakeText> = {
    'a long path': times('/a', '/push'),
    'dots in the path': times('/..', '/push'),
    'many parameters': times('&a=1', '/push?push_sig=00'),
    'many signatures': times('&push_sig=00', '/push?a=1'),
    'a long signature': times('0', '/push?push_key=k&push_sig='),
    percents: times('%', '/push?push_key=k&push_sig=00&a='),
    escapes: times('%41', '/push?push_key=k&push_sig=00&a='),
    tildes: times('%7e', '/push?push_key=k&push_sig=00&a='),
    parentheses: times('(', '/push?push_key=k&push_sig=00&a='),
    'letters with accents': times('ä', '/push?push_key=k&push_sig=00&a='),
    'plus signs': times('+', '/push?push_key=k&push_sig=00&a='),
    'a long key': times('k', '/push?push_sig=00&push_key='),
    'a long host': times('a.', 'https://'),
    'question marks': times('?', '/push'),
    'no URL': times('\\'),
  };
  test.each(Object.entries(urls))('a URL with %s', async (_, url) => {
    const signature = new URL(await signPushUrl('https://shop.example/push', { keys })).searchParams.get('push_sig')!;
    await expectLinear(
      (length) => url(length).replace('push_sig=00', `push_sig=${signature}`),
      (one: string) => verifyPushUrl(one, keys),
    );
  });

  test('a reference to sign', async () => {
    await expectLinear(times('ä'), (reference: string) =>
      signPushUrl('https://shop.example/push', { keys, reference }),
    );
  });

  const event = { object: 'event.pushes', id: 'EVP_1', target: 'payment.transactions', type: 'changed' };
  const bodies: Record<string, MakeText> = {
    'many objects': (length) =>
      JSON.stringify({ ...event, data: Array.from({ length: length / 32 }, () => ({ object: 'a', id: 'b' })) }),
    'a long id': (length) => JSON.stringify({ ...event, id: times('a')(length) }),
    'deep nesting': (length) => '['.repeat(length),
  };
  test.each(Object.entries(bodies))('a body with %s', async (_, body) => {
    await expectLinear(body, (text: string) => parsePush(text));
  });

  test.each(['1', '.', ':', '1.', '::ffff:', 'f:'])('an address of many %j', async (part) => {
    await expectLinear(times(part), (address: string) => isIpInRanges(address, Object.values(pushIpRanges).flat()));
  });
});

describe('a query takes linear time for', () => {
  const values = [
    'a',
    ' ',
    '"',
    '\\',
    '<',
    '*',
    '?',
    'AND ',
    'a.',
    '1',
    '1.',
    '-',
    'ä',
    '😀',
    '\ud83d',
    ':',
    '(',
    '[',
    '{',
    '/',
    '~',
    '^',
  ];
  const queries: Record<string, (value: string) => unknown> = {
    eq: (value) => q.eq('a.b', value),
    prefix: (value) => q.prefix('a.b', value),
    wildcard: (value) => q.wildcard('a.b', value),
    range: (value) => q.range('a.b', value, q.unbounded),
    template: (value) => q`a:${value} AND b:"x ${value}" AND c:*${value}* AND d:[${value} TO *]`,
    raw: (value) => q.raw(value),
    'raw phrase': (value) => q.raw(`a:"${value}"`),
    path: (value) => q.exists(value),
  };
  describe.each(Object.entries(queries))('%s', (_, query) => {
    test.each(values)('of many %j', async (part) => {
      await expectLinear(times(part), query);
    });
  });

  test('many values', async () => {
    await expectLinear(
      (length) => Array.from({ length: length / 4 }, (_, index) => index),
      (many: number[]) => q.in('a.b', many),
    );
  });

  test('many queries', async () => {
    await expectLinear(
      (length) => length / 16,
      (count: number) => {
        let query = q.eq('a', 1);
        for (let index = 0; index < count / 64; index++) query = q.and(query, q.not(q.eq('a', index)));
        return query;
      },
    );
  });
});

describe('a header and a field of a response take linear time:', () => {
  const parts = [
    'a',
    ' ',
    '\t',
    ';',
    '=',
    '"',
    '\\"',
    "'",
    '%',
    '%41',
    '*',
    '; filename',
    '; filename*=',
    '; filename="',
    '=?utf-8?q?',
    ',',
  ];
  test.each(parts)('Content-Disposition with many %j', async (part) => {
    await expectLinear(times(part, 'attachment; filename='), (header: string) => fileNameFromHeader(header));
    await expectLinear(times(part, "attachment; filename*=UTF-8''"), (header: string) => fileNameFromHeader(header));
    await expectLinear(times(part), (header: string) => fileNameFromHeader(header));
  });

  test.each(['a', '.', ' ', '. ', '/', '\\', '\0', '\u202e', 'CON', '\u0301', '🔑', '\ud83d'])(
    'a file name of many %j',
    async (part) => {
      await expectLinear(times(part), (name: string) => safeFileName(name));
    },
  );

  test.each(['1', ' ', '.', 'Tue, '])('Retry-After with many %j', async (part) => {
    await expectLinear(times(part, '1', '1'), (value: string) => retryAfter(new Headers({ 'retry-after': value })));
  });

  test.each(['1', '0', '.', ',', ' ', '1.', '-', '１'])('an amount of many %j', async (part) => {
    await expectLinear(times(part), (amount: string) => toMinorUnits(amount, 'EUR'));
  });
});
