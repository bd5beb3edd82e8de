import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startCli, type StartedCli } from '../support/start-cli.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sandbox-cli-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function file(text: string): string {
  const path = join(folder(), 'file.json');
  writeFileSync(path, text);
  return path;
}

async function start(...args: readonly string[]): Promise<StartedCli> {
  const started = await startCli(...args);
  onTestFinished(async () => {
    started.child.kill('SIGKILL');
    await started.ended;
  });
  return started;
}

describe('the command line', () => {
  test('says where it listens, and that only this computer reaches it', async () => {
    const { url, output, child, ended } = await start('--port', '0');
    expect(output()).toContain('Only this computer reaches it.');
    expect((await fetch(`${url}/_sandbox/clock`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test('warns when others reach it, and still rejects hosts that it does not know', async () => {
    const { url, output } = await start('--port', '0', '--host', '0.0.0.0', '--host-name', 'known.example');
    expect(output()).toContain('Attention: other computers reach it, and it has no password.');
    const port = new URL(url!).port;
    expect((await fetch(`http://127.0.0.1:${port}/_sandbox/clock`)).status).toBe(200);
    expect((await fetch(`http://0.0.0.0:${port}/_sandbox/clock`)).status).toBe(403);
  });

  test('explains itself', async () => {
    const { output, ended } = await start('--help');
    expect(await ended).toBe(0);
    expect(output()).toContain('--seed FILE');
  });

  test('starts with a seed and a clock', async () => {
    const seed = file('{"payment.customers":[{"id":"PCU_1"}]}');
    const { url } = await start('--port', '0', '--seed', seed, '--clock', '2026-01-01');
    const overview = (await (await fetch(`${url}/_sandbox`)).json()) as Record<string, unknown>;
    expect(overview).toMatchObject({ now: '2026-01-01T00:00:00+00:00', objects: { 'payment.customers': 1 } });
  });

  test('ends at once when it is asked to, also while requests wait', async () => {
    const { url, child, ended } = await start('--port', '0');
    await fetch(`${url}/_sandbox/faults`, { method: 'POST', body: '{"kind":"latency","delay":3600000}' });
    const waiting = fetch(`${url}/oauth/token`, { method: 'POST' }).catch(() => 'broken');
    const slow = fetch(`${url}/api/v2/Smart/Transactions`).catch(() => undefined);
    await slow;
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(await waiting).toBe('broken');
  });
});

describe('what cannot be ends it with a message and the code 1', () => {
  test.each<[string, () => readonly string[], string]>([
    ['an unknown option', () => ['--unknown'], "'--unknown'"],
    ['a port without a number', () => ['--port', 'x'], '"x" is not a port.'],
    ['an empty port', () => ['--port', ''], '"" is not a port.'],
    ['a port that is too high', () => ['--port', '65536'], '"65536" is not a port.'],
    ['a clock without a time', () => ['--port', '0', '--clock', 'soon'], 'is not a time'],
    ['an address of another computer', () => ['--port', '0', '--host', '192.0.2.1'], 'EADDRNOTAVAIL'],
    ['a seed that does not exist', () => ['--port', '0', '--seed', '/does/not/exist.json'], 'no such file'],
    ['a seed that is not JSON', () => ['--port', '0', '--seed', file('{"a')], 'not JSON'],
    ['a seed without kinds', () => ['--port', '0', '--seed', file('[]')], 'must be an object'],
    ['a seed of the own kinds', () => ['--port', '0', '--seed', file('{"_jobs":[]}')], 'is no kind'],
    ['a seed with reserved names', () => ['--port', '0', '--seed', file('{"__proto__":[]}')], 'reserved name'],
  ])('%s', async (_, args, message) => {
    const { ended, output, url } = await start(...args());
    expect(url === undefined || (await ended) === 1).toBe(true);
    expect(await ended).toBe(1);
    expect(output()).toContain(message);
    expect(output()).not.toContain('    at ');
  });

  test('a port that is in use', async () => {
    const { url } = await start('--port', '0');
    const { ended, output } = await start('--port', new URL(url!).port);
    expect(await ended).toBe(1);
    expect(output()).toMatch(/^Port \d+ of 127\.0\.0\.1 is in use\.\n$/);
  });
});

const hasDatabase = await import('node:sqlite').then(
  () => true,
  () => false,
);

describe.runIf(hasDatabase)('with a folder', () => {
  test('it goes on where it has ended', async () => {
    const data = folder();
    const first = await start('--port', '0', '--data', data);
    await fetch(`${first.url}/_sandbox/seed`, { method: 'POST', body: '{"payment.customers":[{"id":"PCU_1"}]}' });
    first.child.kill('SIGTERM');
    await first.ended;
    const { url } = await start('--port', '0', '--data', data);
    expect(await (await fetch(`${url}/_sandbox`)).json()).toMatchObject({ objects: { 'payment.customers': 1 } });
  });

  test('a second one is not let in', async () => {
    const data = folder();
    await start('--port', '0', '--data', data);
    const { ended, output } = await start('--port', '0', '--data', data);
    expect(await ended).toBe(1);
    expect(output()).toBe(`Another sandbox uses ${data}.\n`);
  });

  test('a file in its place, or one that is not a database, ends it', async () => {
    const data = folder();
    writeFileSync(join(data, 'sandbox.sqlite'), 'garbage '.repeat(1000));
    for (const [path, message] of [
      [data, 'cannot be used: file is not a database.'],
      [join(data, 'sandbox.sqlite'), 'file already exists'],
      [join(data, 'sandbox.sqlite', 'inner'), 'not a directory'],
    ] as const) {
      const { ended, output } = await start('--port', '0', '--data', path);
      expect(await ended).toBe(1);
      expect(output()).toContain(message);
    }
  });
});
