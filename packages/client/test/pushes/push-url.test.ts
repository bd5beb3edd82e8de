import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { signPushUrl, verifyPushUrl, type PushKey } from '../../src/pushes/push-url.ts';

const url = 'https://shop.example/hooks/secuconnect?tenant=7';
const current: PushKey = { id: '2026-03', secret: 'a secret of more than sixteen characters' };
const former: PushKey = { id: '2025-09', secret: 'another secret of sixteen or more' };

afterEach(() => vi.useRealTimers());

describe('a signed push URL', () => {
  test('is recognised, and brings its reference back', async () => {
    const signed = await signPushUrl(url, { keys: current, reference: 'Order 10042/ä&=+' });
    expect(new URL(signed).searchParams.get('tenant')).toBe('7');
    await expect(verifyPushUrl(signed, current)).resolves.toEqual({ valid: true, reference: 'Order 10042/ä&=+' });
  });

  test('needs no reference and never expires by itself', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02') });
    const signed = await signPushUrl(url, { keys: current });
    expect(new URL(signed).searchParams.has('push_exp')).toBe(false);
    vi.setSystemTime(Date.parse('2036-03-02'));
    await expect(verifyPushUrl(signed, current)).resolves.toEqual({ valid: true, reference: undefined });
  });

  test('is the HMAC-SHA-256 of purpose, path and parameters', async () => {
    const signed = new URL(await signPushUrl('https://a.example/p?x=1', { keys: current, reference: 'r' }));
    // `printf 'secuconnect push url 1\n/p?x=1&push_ref=r&push_key=2026-03' | openssl dgst -sha256 -hmac '<the secret>'`
    expect(signed.searchParams.get('push_sig')).toBe(
      'd5cb0adcd72b296b071d4c8feead02d53615130cd3051e84ff2db1902263c3f3',
    );
  });

  test.each([
    [
      'whatever scheme and host a proxy has made of it',
      (signed: string) => signed.replace('https://shop.example', 'http://10.0.0.7:8080'),
    ],
    ['as a path, which is what Node servers have', (signed: string) => signed.replace('https://shop.example', '')],
    ['when its parameters are escaped in another way', (signed: string) => signed.replace('Order+1', 'Order%20%31')],
  ])('is recognised %s', async (_, change) => {
    const signed = await signPushUrl(url, { keys: current, reference: 'Order 1' });
    expect(change(signed)).not.toBe(signed);
    await expect(verifyPushUrl(change(signed), current)).resolves.toEqual({ valid: true, reference: 'Order 1' });
  });

  test('is expired from the second it names', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-03-02T10:00:00Z') });
    const signed = await signPushUrl(url, { keys: current, expiresAt: new Date('2026-03-02T10:00:30Z') });
    vi.setSystemTime(Date.parse('2026-03-02T10:00:29.999Z'));
    await expect(verifyPushUrl(signed, current)).resolves.toMatchObject({ valid: true });
    vi.setSystemTime(Date.parse('2026-03-02T10:00:30Z'));
    await expect(verifyPushUrl(signed, current)).resolves.toEqual({ valid: false, reason: 'expired' });
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
    ['a signature that is cut off', (signed: string) => signed.slice(0, -1)],
    [
      'a signature in capital letters',
      (signed: string) => signed.replace(/push_sig=.*/, (part) => `push_sig=${part.slice(9).toUpperCase()}`),
    ],
    ['an empty signature', (signed: string) => signed.replace(/push_sig=.*/, 'push_sig=')],
    ['no URL at all', () => 'not a URL'],
  ])('is forged with %s', async (_, change) => {
    const signed = await signPushUrl(url, { keys: current, reference: 'r' });
    await expect(verifyPushUrl(change(signed), current)).resolves.toEqual({ valid: false, reason: 'forged' });
  });

  test('is forged when it was signed with another secret under the same id', async () => {
    const signed = await signPushUrl(url, { keys: { id: current.id, secret: former.secret } });
    await expect(verifyPushUrl(signed, current)).resolves.toEqual({ valid: false, reason: 'forged' });
  });

  test('is missing its signature when nobody has signed it', async () => {
    await expect(verifyPushUrl(url, current)).resolves.toEqual({ valid: false, reason: 'missing' });
  });
});

describe('keys', () => {
  test('rotate: the first signs, all verify, and one that is gone does not', async () => {
    const old = await signPushUrl(url, { keys: former });
    const young = await signPushUrl(url, { keys: [current, former] });
    expect(young).toContain('push_key=2026-03');
    await expect(verifyPushUrl(old, [current, former])).resolves.toMatchObject({ valid: true });
    await expect(verifyPushUrl(young, [former, current])).resolves.toMatchObject({ valid: true });
    await expect(verifyPushUrl(old, [current])).resolves.toEqual({ valid: false, reason: 'forged' });
  });

  test.each([
    ['no key', []],
    ['a short secret', { id: 'a', secret: 'short' }],
    ['a missing secret', { id: 'a', secret: undefined as unknown as string }],
    ['an id that would change the URL', { id: 'a&b', secret: current.secret }],
    ['two keys with one id', [current, { ...former, id: current.id }]],
  ])('are refused: %s', async (_, keys) => {
    await expect(signPushUrl(url, { keys })).rejects.toThrow(TypeError);
    await expect(verifyPushUrl(url, keys)).rejects.toThrow(TypeError);
  });

  test('that are refused do not have their secret in the message', async () => {
    await expect(signPushUrl(url, { keys: { id: 'a', secret: 'hush' } })).rejects.not.toThrow(/hush/);
  });
});

describe('signing is refused for', () => {
  test.each([
    ['a URL that is signed already', `${url}&push_sig=1`, {}],
    ['a URL with a parameter of the same name', `${url}&push_ref=1`, {}],
    ['another scheme', 'ftp://shop.example/', {}],
    ['a path alone', '/hooks', {}],
    ['a reference that would come back changed', url, { reference: 'a\uD800b' }],
    ['a date that is none', url, { expiresAt: new Date('soon') }],
  ])('%s', async (_, target, options) => {
    await expect(signPushUrl(target, { keys: current, ...options })).rejects.toThrow(TypeError);
  });

  test('a URL that gets longer than 2,000 characters', async () => {
    const room = 2_000 - (await signPushUrl(url, { keys: current, reference: '' })).length;
    const longest = await signPushUrl(url, { keys: current, reference: 'x'.repeat(room) });
    expect(longest).toHaveLength(2_000);
    await expect(signPushUrl(url, { keys: current, reference: 'x'.repeat(room + 1) })).rejects.toThrow(
      '2001 characters',
    );
  });
});

describe('whatever path, parameters and reference are', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  const anyUrl = fc.tuple(fc.webPath(), fc.array(fc.tuple(text, text), { maxLength: 3 })).map(([path, pairs]) => {
    const made = new URL(`https://shop.example${path}`);
    for (const [name, value] of pairs) made.searchParams.append(name, value);
    return made.href;
  });
  /** What a receiver reads from a URL: two that read the same are the same. */
  const reading = (text_: string): string => {
    const { pathname, searchParams } = new URL(text_);
    return JSON.stringify([pathname, ...searchParams]);
  };

  test('the URL is recognised, with the same reference', () =>
    fc.assert(
      fc.asyncProperty(anyUrl, fc.option(text, { nil: undefined }), async (target, reference) => {
        const signed = await signPushUrl(target, { keys: [current, former], reference });
        expect(await verifyPushUrl(signed, [former, current])).toEqual({ valid: true, reference });
      }),
    ));

  test('no single other character passes', () =>
    fc.assert(
      fc.asyncProperty(
        anyUrl,
        text,
        fc.nat(),
        fc.string({ unit: 'grapheme-ascii', minLength: 0, maxLength: 1 }),
        async (target, reference, at, other) => {
          const signed = await signPushUrl(target, {
            keys: current,
            reference,
            expiresAt: new Date(Date.now() + 86_400_000),
          });
          const start = 'https://shop.example'.length;
          const place = start + (at % (signed.length - start));
          const changed = signed.slice(0, place) + other + signed.slice(place + 1);
          fc.pre(URL.canParse(changed) && reading(changed) !== reading(signed));
          expect(await verifyPushUrl(changed, current)).toMatchObject({ valid: false });
        },
      ),
      { numRuns: 500 },
    ));

  test('no text makes it throw', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl({ withQueryParameters: true })),
        async (target) => {
          expect(await verifyPushUrl(target, current)).toMatchObject({ valid: false });
        },
      ),
    ));
});
