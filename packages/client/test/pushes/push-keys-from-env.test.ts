import { afterEach, describe, expect, test, vi } from 'vitest';
import { pushKeysFromEnv } from '../../src/pushes/push-keys-from-env.ts';
import { signPushUrl, verifyPushUrl } from '../../src/pushes/push-url.ts';

const [secret, formerSecret] = ['5ecret-of-this-year:+/=', 'former-5ecret-of-last-year'] as const;
const read = (value?: string) => pushKeysFromEnv({ SECUCONNECT_PUSH_KEYS: value });

afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

describe('pushKeysFromEnv()', () => {
  test('reads an id and a secret, which may contain colons', () => {
    expect(read(`2026-03:${secret}`)).toEqual([{ id: '2026-03', secret }]);
  });

  test.each([`2026-03:${secret},2025-03:${formerSecret}`, ` 2026-03:${secret},\n  2025-03:${formerSecret},\n`])(
    'reads several keys in their order, separated by commas or white space (%j)',
    (value) => {
      expect(read(value)).toEqual([
        { id: '2026-03', secret },
        { id: '2025-03', secret: formerSecret },
      ]);
    },
  );

  test('during a rotation the first key signs, and URLs of the former key stay valid', async () => {
    const former = read(`2025-03:${formerSecret}`);
    const rotated = read(`2026-03:${secret},2025-03:${formerSecret}`);
    const formerUrl = await signPushUrl('https://shop.example/pushes', { keys: former });
    const url = await signPushUrl('https://shop.example/pushes', { keys: rotated });
    expect(new URL(url).searchParams.get('push_key')).toBe('2026-03');
    await expect(verifyPushUrl(formerUrl, rotated)).resolves.toMatchObject({ valid: true });
    await expect(verifyPushUrl(url, former)).resolves.toMatchObject({ valid: false });
  });

  test('reads the environment of the process by default', () => {
    vi.stubEnv('SECUCONNECT_PUSH_KEYS', `2026-03:${secret}`);
    expect(pushKeysFromEnv()).toEqual([{ id: '2026-03', secret }]);
  });

  test('throws in a runtime without `process`', () => {
    vi.stubGlobal('process', undefined);
    expect(() => pushKeysFromEnv()).toThrow('SECUCONNECT_PUSH_KEYS is not set.');
  });

  test.each([
    ['no value', undefined, 'SECUCONNECT_PUSH_KEYS is not set. It needs a secret that stays the same: make one with'],
    ['an empty value', ' , ', 'SECUCONNECT_PUSH_KEYS is not set.'],
    ['a secret without an id', secret.replace(':', ''), 'Entry 1 of SECUCONNECT_PUSH_KEYS is not an id, a colon'],
    ['an id without a secret', `2026-03:${secret},2025-03:`, 'Entry 2 of SECUCONNECT_PUSH_KEYS is not an id, a colon'],
    ['an empty id', `:${secret}`, 'Entry 1 of SECUCONNECT_PUSH_KEYS is not an id, a colon'],
    ['an invalid id', `2026.03:${secret}`, 'The id of push key 1 in SECUCONNECT_PUSH_KEYS must consist of'],
    ['a short secret', '2026-03:5ecret', 'The secret of push key 1 in SECUCONNECT_PUSH_KEYS has fewer than 16'],
    ['an id and a secret that are interchanged', `${formerSecret}:2026-03`, 'The secret of push key 1'],
    [
      'two keys with one id',
      `a:${secret},a:${formerSecret}`,
      'Two push keys in SECUCONNECT_PUSH_KEYS have the same id.',
    ],
  ])('throws a TypeError for %s, and quotes no secret', (_, value, message) => {
    expect(() => read(value)).toThrow(TypeError);
    expect(() => read(value)).toThrow(message);
    expect(() => read(value)).not.toThrow(/5ecret/);
  });

  test('rejects a binding of a Worker that is not a string', () => {
    const bindings = { SECUCONNECT_PUSH_KEYS: { get: () => undefined } as unknown as string };
    expect(() => pushKeysFromEnv(bindings)).toThrow('SECUCONNECT_PUSH_KEYS');
  });
});
