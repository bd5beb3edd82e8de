import { expect, test } from 'vitest';
import { run } from '../terminal.ts';

const env = { SECUCONNECT_PUSH_KEYS: 'a:0123456789abcdef0123456789abcdef' };
const sign = async (...more: string[]): Promise<string> =>
  (await run(['sign-url', 'https://shop.example.com/pushes?x=1', ...more], { env })).stdout.trim();

test('a signed URL is valid, and says its reference', async () => {
  const url = await sign('--reference', '10042');
  expect(await run(['verify-url', url], { env })).toMatchObject({
    code: 0,
    stdout: 'Valid, with the reference "10042".\n',
  });
  const { pathname, search } = new URL(url);
  const { stdout } = await run(['verify-url', pathname + search, '--json'], { env });
  expect(JSON.parse(stdout)).toEqual({ valid: true, reference: '10042' });
});

test.each([
  ['changed', (url: string) => url.replace('x=1', 'x=2'), 'not valid'],
  ['not signed', () => 'https://shop.example.com/pushes', 'not signed'],
])('a URL that was %s has exit code 1', async (_, change, message) => {
  const { code, stderr } = await run(['verify-url', change(await sign())], { env });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) as unknown });
});

test('a URL can expire', async () => {
  const url = await sign('--expires', '2020-01-01');
  expect((await run(['verify-url', url], { env })).stderr).toContain('expired');
});

test('keys and arguments are checked, and no key is shown', async () => {
  expect(await run(['sign-url', 'https://a.example'], {})).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('SECUCONNECT_PUSH_KEYS') as unknown,
  });
  expect(await run(['sign-url', 'nothing'], { env })).toMatchObject({ code: 2 });
  expect(await run(['sign-url', 'https://a.example', '--expires', 'soon'], { env })).toMatchObject({ code: 2 });
});
