import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signPushUrl, verifyPushUrl, type PushKey } from '../../src/pushes/push-url.ts';

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

  test('the signature is the HMAC-SHA-256 of purpose, path and parameters', async () => {
    const signed = new URL(await signPushUrl('https://a.example/p?x=1', { keys: currentKey, reference: 'r' }));
    // `printf 'secuconnect push url 1\n/p?x=1&push_ref=r&push_key=2026-03' | openssl dgst -sha256 -hmac '<the secret>'`
    expect(signed.searchParams.get('push_sig')).toBe(
      'd5cb0adcd72b296b071d4c8feead02d53615130cd3051e84ff2db1902263c3f3',
    );
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
    ['parameters in another order', (signed: string) => signed.replace(/(tenant=7)&(push_ref=r)/, '$2&$1')],
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
    return JSON.stringify([pathname, ...searchParams]);
  };

  test('a signed URL is valid, with the same reference', () =>
    fc.assert(
      fc.asyncProperty(anyUrl, fc.option(text, { nil: undefined }), async (target, reference) => {
        const signed = await signPushUrl(target, { keys: [currentKey, formerKey], reference });
        expect(await verifyPushUrl(signed, [formerKey, currentKey])).toEqual({ valid: true, reference });
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
