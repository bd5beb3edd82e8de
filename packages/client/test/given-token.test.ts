import { expect, test, vi } from 'vitest';
import { GivenToken } from '../src/auth/given-token.ts';

test('a constant is the token, always', async () => {
  const source = new GivenToken('t');
  source.discard('t');
  expect([await source.token(), await source.token()]).toEqual(['t', 't']);
});

test('calls that start while the provider is running share its answer, later ones ask again', async () => {
  const provide = vi.fn(async () => 't');
  const source = new GivenToken(provide);
  await Promise.all([source.token(), source.token()]);
  expect(provide).toHaveBeenCalledTimes(1);
  await source.token();
  expect(provide).toHaveBeenCalledTimes(2);
});

test('a provider is told which token was refused', async () => {
  const provide = vi.fn(() => 't2');
  const source = new GivenToken(provide);
  await source.token();
  source.discard('t1');
  await source.token();
  expect(provide.mock.calls).toEqual([[{ refused: undefined }], [{ refused: 't1' }]]);
});

test('a failing provider harms only the calls that waited for it', async () => {
  const provide = vi.fn().mockRejectedValueOnce(new Error('vault is closed')).mockResolvedValue('t');
  const source = new GivenToken(provide);
  await expect(source.token()).rejects.toThrow('vault is closed');
  await expect(source.token()).resolves.toBe('t');
});

test('no token is refused, not sent', async () => {
  await expect(new GivenToken(() => '').token()).rejects.toThrow(TypeError);
});
