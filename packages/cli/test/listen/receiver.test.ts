import { pushEvent, verifyPushUrl } from '@secuconnect/client/pushes';
import { expect, test } from 'vitest';
import type { Io } from '../../src/console/io.ts';
import { receiverAt } from '../../src/listen/receiver.ts';

const KEYS = '2026-03:a-secret-of-at-least-16-characters';
const io = (keys?: string): Io => ({ env: { SECUCONNECT_PUSH_KEYS: keys } }) as unknown as Io;
const event = pushEvent({ target: 'payment.transactions', id: 'PCI_1' });

test('the URL is the one that was given, and its query is not shown', async () => {
  const url = 'http://localhost:3000/pushes?tenant=7&push_key=k&push_sig=00ff';
  const { label, urlFor } = await receiverAt(url, false, io());
  expect(label).toBe('http://localhost:3000/pushes');
  expect(await urlFor({ event, reference: '10042' })).toBe(url);
});

test('http is the default', async () => {
  const { label } = await receiverAt('localhost:3000/pushes', false, io());
  expect(label).toBe('http://localhost:3000/pushes');
});

test('it signs with the keys of the environment, and with the reference of the object', async () => {
  const { urlFor } = await receiverAt('http://localhost:3000/pushes?tenant=7', true, io(KEYS));
  const keys = { id: '2026-03', secret: 'a-secret-of-at-least-16-characters' };
  const signed = await urlFor({ event, reference: '10042' });
  expect(new URL(signed).searchParams.get('tenant')).toBe('7');
  expect(await verifyPushUrl(signed, keys)).toEqual({ valid: true, reference: '10042' });
  expect(await verifyPushUrl(await urlFor({ event }), keys)).toEqual({ valid: true, reference: undefined });
});

test.each(['', 'ftp://localhost/', 'http://', 'http://shop:secret@localhost:3000/'])('%j is rejected', async (url) => {
  await expect(receiverAt(url, false, io())).rejects.toMatchObject({ exitCode: 2 });
});

test('what cannot be signed is rejected at once, without a secret in the message', async () => {
  await expect(receiverAt('http://localhost:3000/', true, io())).rejects.toThrow('SECUCONNECT_PUSH_KEYS is not set');
  const error = await receiverAt('http://localhost:3000/', true, io('secretsecretsecretsecret')).catch(String);
  expect(error).toContain('SECUCONNECT_PUSH_KEYS');
  expect(error).not.toContain('secretsecret');
  await expect(receiverAt('http://localhost:3000/?push_sig=00ff', true, io(KEYS))).rejects.toThrow('push_sig');
});
