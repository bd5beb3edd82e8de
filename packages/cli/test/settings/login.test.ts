import { chmodSync, readFileSync, statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { useServer } from '../sandbox.ts';
import { newHome, run } from '../terminal.ts';

const server = useServer({ clients: [{ id: 'shop', secret: 'the-right-secret' }] });
const list = ['smart', 'transactions', 'list', '--json'];
const login = (...more: string[]): string[] => ['login', '--base-url', server.sandbox.baseUrl, ...more];

describe('login', () => {
  test('keeps credentials that the API accepts, for later commands, in files for their owner only', async () => {
    const XDG_CONFIG_HOME = newHome();
    const env = { XDG_CONFIG_HOME };
    const ended = await run(login('--client-id', 'shop', '--secret-stdin'), { env, stdin: 'the-right-secret\n' });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(ended.stdout).not.toContain('the-right-secret');
    const folder = join(XDG_CONFIG_HOME, 'secuconnect');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
    const modes = files.map((entry) => [
      entry.isDirectory(),
      statSync(join(entry.parentPath, entry.name)).mode & 0o777,
    ]);
    expect(modes.length).toBeGreaterThanOrEqual(4);
    expect(modes.filter(([isFolder, mode]) => mode !== (isFolder ? 0o700 : 0o600))).toEqual([]);
    expect(await run(list, { env })).toMatchObject({ code: 0 });
    // The token is shared: no further one was requested.
    const tokens = server.sandbox.control.requests.list().filter(({ target }) => target.endsWith('/oauth/token'));
    expect(tokens).toHaveLength(1);
  });

  test('asks for what is missing, and does not show the secret', async () => {
    const env = { XDG_CONFIG_HOME: newHome() };
    const answers = { 'Client id': 'shop', 'Client secret': 'the-right-secret' };
    const { code, stdout, stderr } = await run(login(), { env, isTTY: true, answers });
    expect(code).toBe(0);
    expect(stdout + stderr).toContain('shop');
    expect(stdout + stderr).not.toContain('the-right-secret');
    expect(await run(list, { env })).toMatchObject({ code: 0 });
  });

  test('keeps nothing that the API rejects', async () => {
    const env = { XDG_CONFIG_HOME: newHome() };
    expect(await run(login('--client-id', 'shop', '--secret-stdin'), { env, stdin: 'no' })).toMatchObject({ code: 3 });
    expect(await run(list, { env })).toMatchObject({ code: 2 });
  });

  test('has no flag for a secret', async () => {
    expect((await run(login('--client-secret', 'x'))).stderr).toContain("unknown option '--client-secret'");
  });

  test('connects a device when a person has entered the code', async () => {
    const env = { XDG_CONFIG_HOME: newHome() };
    const device = login(
      '--client-id',
      'shop',
      '--secret-stdin',
      '--device',
      '/vendor/shop/cashier/1',
      '--profile',
      'cashier',
    );
    const ended = run(device, { env, stdin: 'the-right-secret' });
    while (server.sandbox.control.oauth.waiting().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { userCode } = server.sandbox.control.oauth.waiting()[0]!;
    server.sandbox.control.oauth.approve(userCode);
    const { code, stderr } = await ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(userCode) as unknown });
    expect(stderr).toContain('/device');
    expect(await run([...list, '--profile', 'cashier'], { env })).toMatchObject({ code: 0 });
  });
});

describe('credentials', () => {
  test('of a profile are never used for another API', async () => {
    const env = { XDG_CONFIG_HOME: newHome() };
    await run(login('--client-id', 'shop', '--secret-stdin'), { env, stdin: 'the-right-secret' });
    const { code, stderr } = await run([...list, '--environment', 'testing'], { env });
    expect(code).toBe(3);
    expect(stderr).toContain('secuconnect login --environment testing');
  });

  test('that others can read are not used', async () => {
    const XDG_CONFIG_HOME = newHome();
    const env = { XDG_CONFIG_HOME };
    await run(login('--client-id', 'shop', '--secret-stdin'), { env, stdin: 'the-right-secret' });
    const file = join(XDG_CONFIG_HOME, 'secuconnect', 'config.json');
    chmodSync(file, 0o644);
    expect((await run(list, { env })).stderr).toContain(`chmod 600 ${file}`);
  });

  test('are gone after logout', async () => {
    const XDG_CONFIG_HOME = newHome();
    const env = { XDG_CONFIG_HOME };
    await run(login('--client-id', 'shop', '--secret-stdin'), { env, stdin: 'the-right-secret' });
    expect(await run(['logout'], { env })).toMatchObject({ code: 0 });
    expect(readFileSync(join(XDG_CONFIG_HOME, 'secuconnect', 'config.json'), 'utf8')).not.toContain('secret');
    expect(readdirSync(join(XDG_CONFIG_HOME, 'secuconnect', 'tokens'))).toEqual([]);
    expect(await run(list, { env })).toMatchObject({ code: 2 });
  });
});
