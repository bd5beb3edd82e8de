import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { PushKey } from '../../src/pushes/push-keys.ts';
import { signPushUrl, verifyPushUrl } from '../../src/pushes/push-url.ts';

const url = 'https://shop.example/hooks/secuconnect?tenant=7';
const currentKey: PushKey = { id: '2026-03', secret: 'a secret of more than sixteen characters' };
const formerKey: PushKey = { id: '2025-09', secret: 'another secret of sixteen or more' };

afterEach(() => vi.useRealTimers());

describe('signPushUrl() and verifyPushUrl()', () => {
  test('a signed URL is valid and returns its reference', async () => {
    const signed = await signPushUrl(url, { keys: currentKey, reference: 'Order 10042/ä&=+' });
    expect(new URL(signed).searchParams.get('tenant')).toBe('7');
    await expect(verifyPushUrl(signed, currentKey)).resolves.toEqual({ valid: true, reference: 'Order 10042/ä&=+' });
  });

  test('a signed URL needs no reference and never expires by default', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02') });
    const signed = await signPushUrl(url, { keys: currentKey });
    expect(new URL(signed).searchParams.has('push_exp')).toBe(false);
    vi.setSystemTime(Date.parse('2036-03-02'));
    await expect(verifyPushUrl(signed, currentKey)).resolves.toEqual({ valid: true, reference: undefined });
  });

  test('the signature is the HMAC-SHA-256 of purpose, path and parameters in a normal form', async () => {
    const signed = new URL(
      await signPushUrl('https://a.example/(p)/~q?x=1&b=%7E', { keys: currentKey, reference: 'r' }),
    );
    // `printf '%s\n%s' 'secuconnect push url 2' '/%28p%29/~q?b=%7E&push_key=2026-03&push_ref=r&x=1' | openssl dgst -sha256 -hmac '<the secret>'`
    expect(signed.searchParams.get('push_sig')).toBe(
      'f81721fcd98385f401910011f367697be62798b1232036916b863d11d71fbd95',
    );
  });

  test('a URL that was signed as text, as in former versions, stays valid as it is', async () => {
    // `printf 'secuconnect push url 1\n/p?x=1&push_ref=r&push_key=2026-03' | openssl dgst -sha256 -hmac '<the secret>'`
    const signature = 'd5cb0adcd72b296b071d4c8feead02d53615130cd3051e84ff2db1902263c3f3';
    const formerUrl = `https://a.example/p?x=1&push_ref=r&push_key=2026-03&push_sig=${signature}`;
    await expect(verifyPushUrl(formerUrl, currentKey)).resolves.toEqual({ valid: true, reference: 'r' });
    await expect(verifyPushUrl(formerUrl.replace('x=1', 'x=2'), currentKey)).resolves.toMatchObject({ valid: false });
    await expect(verifyPushUrl(formerUrl.replace('x=1&push_ref=r', 'push_ref=r&x=1'), currentKey)).resolves.toEqual({
      valid: false,
      reason: 'invalid-signature',
    });
  });

  test.each([
    [
      'with the scheme and host of a proxy',
      (signed: string) => signed.replace('https://shop.example', 'http://10.0.0.7:8080'),
    ],
    ['as a path, as Node servers receive it', (signed: string) => signed.replace('https://shop.example', '')],
    ['with parameters that are escaped differently', (signed: string) => signed.replace('Order+1', 'Order%20%31')],
  ])('a signed URL is valid %s', async (_, change) => {
    const signed = await signPushUrl(url, { keys: currentKey, reference: 'Order 1' });
    expect(change(signed)).not.toBe(signed);
    await expect(verifyPushUrl(change(signed), currentKey)).resolves.toEqual({ valid: true, reference: 'Order 1' });
  });

  test('a signed URL expires in the second of `expiresAt`', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z') });
    const signed = await signPushUrl(url, { keys: currentKey, expiresAt: new Date('2026-03-02T10:00:30Z') });
    vi.setSystemTime(Date.parse('2026-03-02T10:00:29.999Z'));
    await expect(verifyPushUrl(signed, currentKey)).resolves.toMatchObject({ valid: true });
    vi.setSystemTime(Date.parse('2026-03-02T10:00:30Z'));
    await expect(verifyPushUrl(signed, currentKey)).resolves.toEqual({ valid: false, reason: 'expired-signature' });
  });

  test.each([
    ['another path', (signed: string) => signed.replace('/hooks/', '/hook/')],
    ['a path with one more slash', (signed: string) => signed.replace('/secuconnect?', '/secuconnect/?')],
    ['a changed parameter', (signed: string) => signed.replace('tenant=7', 'tenant=8')],
    ['an added parameter', (signed: string) => `${signed}&admin=1`],
    ['a missing parameter', (signed: string) => signed.replace('tenant=7&', '')],
    ['another reference', (signed: string) => signed.replace('push_ref=r', 'push_ref=s')],
    ['a second reference', (signed: string) => signed.replace('push_ref=r', 'push_ref=s&push_ref=r')],
    ['a later expiry', (signed: string) => signed.replace('&push_key', '&push_exp=99999999999&push_key')],
    ['an unknown key', (signed: string) => signed.replace('push_key=2026-03', 'push_key=2027-01')],
    ['no key', (signed: string) => signed.replace('&push_key=2026-03', '')],
    ['a second signature', (signed: string) => `${signed}&push_sig=${'0'.repeat(64)}`],
    ['a truncated signature', (signed: string) => signed.slice(0, -1)],
    [
      'a signature in capital letters',
      (signed: string) => signed.replace(/push_sig=.*/, (part) => `push_sig=${part.slice(9).toUpperCase()}`),
    ],
    ['an empty signature', (signed: string) => signed.replace(/push_sig=.*/, 'push_sig=')],
    ['a string that is not a URL', () => 'not a URL'],
  ])('a signed URL is invalid with %s', async (_, change) => {
    const signed = await signPushUrl(url, { keys: currentKey, reference: 'r' });
    await expect(verifyPushUrl(change(signed), currentKey)).resolves.toEqual({
      valid: false,
      reason: 'invalid-signature',
    });
  });

  test('a URL is invalid when it was signed with another secret of the same id', async () => {
    const signed = await signPushUrl(url, { keys: { id: currentKey.id, secret: formerKey.secret } });
    await expect(verifyPushUrl(signed, currentKey)).resolves.toEqual({ valid: false, reason: 'invalid-signature' });
  });

  test('an unsigned URL has no signature', async () => {
    await expect(verifyPushUrl(url, currentKey)).resolves.toEqual({ valid: false, reason: 'missing-signature' });
  });
});

describe('a push URL that is written in another way', () => {
  const target =
    "https://shop.example/hooks/~kasse/(1)/a;b=c,d/m%C3%BCller/%7bx%7d/it's/50%25/1+1/?tenant=7&bypass=a b&list=1&list=2&empty=&flag&sum=1%2B1";
  const sort = (signed: string): string => {
    const sorted = new URL(signed);
    sorted.searchParams.sort();
    return sorted.href;
  };
  const reverse = (signed: string): string => {
    const parameters = [...new URL(signed).searchParams].reverse();
    // Those with the same name keep their order.
    const lists = parameters.filter(([name]) => name === 'list').reverse();
    return `${signed.split('?')[0]}?${new URLSearchParams(parameters.map((pair) => (pair[0] === 'list' ? lists.shift()! : pair)))}`;
  };
  const lowerCaseEscapes = (signed: string): string => signed.replace(/%[\dA-F]{2}/g, (part) => part.toLowerCase());
  /** Escapes every character of path and query that may be escaped. */
  const escapeAll = (signed: string): string => {
    const [, origin, path, query] = /^(https:\/\/[^/]+)(.*)\?(.*)$/.exec(signed)!;
    const escapeEach = (text: string, kept: RegExp) =>
      text.replace(/%[\da-f]{2}|./gi, (part) =>
        part.length === 3 || kept.test(part) ? part : `%${part.charCodeAt(0).toString(16)}`,
      );
    return `${origin}${escapeEach(path!, /[/.]/)}?${escapeEach(query!, /[&=+]/)}`;
  };

  test.each([
    ['with sorted parameters', sort],
    ['with parameters in the reverse order', reverse],
    ['with ~ as %7E', (signed: string) => signed.replace('~', '%7E')],
    ['with ( ) as %28 %29', (signed: string) => signed.replace('(1)', '%281%29')],
    [
      "with ; = , ' + of the path escaped",
      (signed: string) =>
        signed.replace('a;b=c,d', 'a%3Bb%3Dc%2Cd').replace("it's", 'it%27s').replace('1+1/', '1%2B1/'),
    ],
    ['with escapes in lower case', lowerCaseEscapes],
    ['with letters that are not escaped', (signed: string) => signed.replace('%C3%BC', 'ü')],
    [
      'with letters and digits that are escaped',
      (signed: string) => signed.replace('/hooks', '/%68%6Foks').replace('tenant=7', '%74enant=%37'),
    ],
    ['with + as %20', (signed: string) => signed.replace('bypass=a+b', 'bypass=a%20b')],
    [
      'with an empty parameter with and without =',
      (signed: string) => signed.replace('&flag=', '&flag').replace('&empty=', '&empty'),
    ],
    ['with every character escaped', escapeAll],
    ['with all of that', (signed: string) => lowerCaseEscapes(escapeAll(reverse(signed)))],
    ['on another host, as a path', (signed: string) => sort(signed).replace('https://shop.example', '')],
  ])('a signed URL is valid %s', async (_, rewrite) => {
    const signed = await signPushUrl(target, { keys: currentKey, reference: 'Order (7)~' });
    expect(rewrite(signed)).not.toBe(signed);
    await expect(verifyPushUrl(rewrite(signed), currentKey)).resolves.toEqual({ valid: true, reference: 'Order (7)~' });
  });

  test.each([
    ['/ that is escaped', (signed: string) => signed.replace('hooks/', 'hooks%2F')],
    ['a / that is a character of its segment', (signed: string) => signed.replace('50%25', '50/25')],
    ['a % of its own', (signed: string) => signed.replace('50%25', '50%2525')],
    ['a space for a + in the path', (signed: string) => signed.replace('1+1/', '1%201/')],
    ['a + for a space in a parameter', (signed: string) => signed.replace('bypass=a+b', 'bypass=a%2Bb')],
    ['& that is no longer escaped', (signed: string) => signed.replace('sum=1%2B1', 'sum=1&B1')],
    ['a slash less', (signed: string) => signed.replace('/?', '?')],
    ['a slash more', (signed: string) => signed.replace('/hooks', '//hooks')],
    ['a letter in the other case', (signed: string) => signed.replace('/hooks', '/Hooks')],
    ['values in another order', (signed: string) => signed.replace('list=1&list=2', 'list=2&list=1')],
    ['a value at another name', (signed: string) => signed.replace('tenant=7', 'tenant=').replace('empty=', 'empty=7')],
    ['a parameter twice', (signed: string) => signed.replace('tenant=7', 'tenant=7&tenant=7')],
    ['an empty parameter less', (signed: string) => signed.replace('&flag=', '')],
    ['an empty parameter more', (signed: string) => signed.replace('&flag=', '&flag=&flag2=')],
    ['a parameter that moved into the path', (signed: string) => signed.replace('/?tenant=7&', '/%3Ftenant=7?')],
  ])('a signed URL is invalid with %s', async (_, change) => {
    const signed = await signPushUrl(target, { keys: currentKey, reference: 'Order (7)~' });
    expect(change(signed)).not.toBe(signed);
    await expect(verifyPushUrl(change(signed), currentKey)).resolves.toEqual({
      valid: false,
      reason: 'invalid-signature',
    });
  });
});

describe('push keys', () => {
  test('during a rotation the first key signs, all keys verify, and a removed key does not', async () => {
    const oldUrl = await signPushUrl(url, { keys: formerKey });
    const newUrl = await signPushUrl(url, { keys: [currentKey, formerKey] });
    expect(newUrl).toContain('push_key=2026-03');
    await expect(verifyPushUrl(oldUrl, [currentKey, formerKey])).resolves.toMatchObject({ valid: true });
    await expect(verifyPushUrl(newUrl, [formerKey, currentKey])).resolves.toMatchObject({ valid: true });
    await expect(verifyPushUrl(oldUrl, [currentKey])).resolves.toEqual({ valid: false, reason: 'invalid-signature' });
  });

  test.each([
    ['an empty array of keys', []],
    ['a short secret', { id: 'a', secret: 'short' }],
    ['a missing secret', { id: 'a', secret: undefined as unknown as string }],
    ['an id that would change the URL', { id: 'a&b', secret: currentKey.secret }],
    ['two keys with one id', [currentKey, { ...formerKey, id: currentKey.id }]],
  ])('%s causes a TypeError', async (_, keys) => {
    await expect(signPushUrl(url, { keys })).rejects.toThrow(TypeError);
    await expect(verifyPushUrl(url, keys)).rejects.toThrow(TypeError);
  });

  test('the error of an invalid key does not quote its secret', async () => {
    await expect(signPushUrl(url, { keys: { id: 'a', secret: 'hush' } })).rejects.not.toThrow(/hush/);
  });
});

describe('invalid input of signPushUrl()', () => {
  test.each([
    ['a URL that is signed already', `${url}&push_sig=1`, {}],
    ['a URL with a parameter of the same name', `${url}&push_ref=1`, {}],
    ['another scheme', 'ftp://shop.example/', {}],
    ['a path alone', '/hooks', {}],
    ['a reference that would come back changed', url, { reference: 'a\uD800b' }],
    ['an invalid date', url, { expiresAt: new Date('soon') }],
  ])('signPushUrl() rejects %s', async (_, target, options) => {
    await expect(signPushUrl(target, { keys: currentKey, ...options })).rejects.toThrow(TypeError);
  });

  test('signPushUrl() rejects a URL that gets longer than 2,000 characters', async () => {
    const remaining = 2_000 - (await signPushUrl(url, { keys: currentKey, reference: '' })).length;
    const longest = await signPushUrl(url, { keys: currentKey, reference: 'x'.repeat(remaining) });
    expect(longest).toHaveLength(2_000);
    await expect(signPushUrl(url, { keys: currentKey, reference: 'x'.repeat(remaining + 1) })).rejects.toThrow(
      '2001 characters',
    );
  });
});

describe('any path, parameters and reference', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  const anyUrl = fc.tuple(fc.webPath(), fc.array(fc.tuple(text, text), { maxLength: 3 })).map(([path, pairs]) => {
    const anyHref = new URL(`https://shop.example${path}`);
    for (const [name, value] of pairs) anyHref.searchParams.append(name, value);
    return anyHref.href;
  });
  /** What a receiver reads from a URL. Two URLs with the same content are equivalent. */
  const contentOf = (href: string): string => {
    const { pathname, searchParams } = new URL(href);
    searchParams.sort();
    // One character per byte, so that no escape is invalid.
    const segments = pathname
      .split('/')
      .map((segment) =>
        segment.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
      );
    return JSON.stringify([segments, ...searchParams]);
  };

  test('a signed URL is valid, with the same reference', () =>
    fc.assert(
      fc.asyncProperty(anyUrl, fc.option(text, { nil: undefined }), async (target, reference) => {
        const signed = await signPushUrl(target, { keys: [currentKey, formerKey], reference });
        expect(await verifyPushUrl(signed, [formerKey, currentKey])).toEqual({ valid: true, reference });
      }),
    ));

  test('a signed URL is valid in any equivalent form', () =>
    fc.assert(
      fc.asyncProperty(anyUrl, text, fc.infiniteStream(fc.nat(3)), async (target, reference, choices) => {
        const signed = await signPushUrl(target, { keys: currentKey, reference });
        const choose = (): number => choices.next().value as number;
        const respell = (part: string, kept: string): string =>
          part.replace(/%[\dA-F]{2}|./gi, (char) => {
            if (kept.includes(char) || choose() === 0) return char;
            const escaped = char.length === 3 ? char : `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
            return choose() === 0 ? escaped.toLowerCase() : escaped.toUpperCase();
          });
        const [, path, query] = /^https:\/\/[^/]+(.*?)\?(.*)$/.exec(signed)!;
        const pairs = query!.split('&').map((pair) => [choose(), pair] as const);
        // In another order, but for those with the same name.
        const names = new Map(pairs.map(([place, pair]) => [pair.split('=')[0]!, place]));
        const shuffled = pairs
          .map(([, pair]) => pair)
          .sort((one, other) => names.get(one.split('=')[0]!)! - names.get(other.split('=')[0]!)!);
        // A dot that is alone, or that is escaped beside another, is not text but a step in the path.
        const respelled = `${respell(path!, '/.')}?${shuffled.map((pair) => respell(pair, '=+')).join('&')}`;
        expect(await verifyPushUrl(respelled, currentKey)).toEqual({ valid: true, reference });
      }),
    ));

  test('a signed URL is invalid when a single character is changed or removed', () =>
    fc.assert(
      fc.asyncProperty(
        anyUrl,
        text,
        fc.nat(),
        fc.string({ unit: 'grapheme-ascii', minLength: 0, maxLength: 1 }),
        async (target, reference, at, other) => {
          const signed = await signPushUrl(target, {
            keys: currentKey,
            reference,
            expiresAt: new Date(Date.now() + 86_400_000),
          });
          const start = 'https://shop.example'.length;
          const position = start + (at % (signed.length - start));
          const changed = signed.slice(0, position) + other + signed.slice(position + 1);
          fc.pre(URL.canParse(changed) && contentOf(changed) !== contentOf(signed));
          expect(await verifyPushUrl(changed, currentKey)).toMatchObject({ valid: false });
        },
      ),
      { numRuns: 500 },
    ));

  test('verifyPushUrl() never throws because of the URL', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })),
        async (target) => {
          expect(await verifyPushUrl(target, currentKey)).toMatchObject({ valid: false });
        },
      ),
    ));
});
