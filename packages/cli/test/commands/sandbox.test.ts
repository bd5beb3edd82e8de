import { once } from 'node:events';
import { expect, test } from 'vitest';
import { start } from '../processes.ts';
import { newHome, run } from '../terminal.ts';

test('the sandbox runs until it is interrupted, and commands reach it', async () => {
  const child = start(['sandbox', '--port', '0', '--history', '--json'], { XDG_CONFIG_HOME: newHome() });
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  const { baseUrl } = JSON.parse(chunk.toString()) as { baseUrl: string };
  const env = { SECUCONNECT_BASE_URL: baseUrl, SECUCONNECT_CLIENT_ID: 'a', SECUCONNECT_CLIENT_SECRET: 'b' };
  const { stdout } = await run(['smart', 'transactions', 'list', '--json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ count: 1 });
  child.kill('SIGINT');
  const [code] = (await once(child, 'exit')) as [number];
  expect(code).toBe(0);
});

test('a number that is not a port is rejected', async () => {
  expect(await run(['sandbox', '--port', '99999'])).toMatchObject({ code: 2 });
});
