import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { run } from '../terminal.ts';

const env = { SECUCONNECT_BASE_URL: 'http://127.0.0.1:9/api/v2' };

test('--dry-run prints a command that a shell reads as the request, without a token', async () => {
  const reference = `it's "€5" $HOME \`id\` \\ end`;
  const args = ['smart', 'transactions', 'create', '-d', JSON.stringify({ merchantRef: reference }), '--dry-run'];
  const { code, stdout } = await run(args, { env: { ...env, SECUCONNECT_TOKEN: 'secret-token' } });
  expect(code).toBe(0);
  expect(stdout).toContain('$SECUCONNECT_TOKEN');
  expect(stdout).not.toContain('secret-token');
  const script = `curl() { printf '%s\\0' "$@"; }\n${stdout}`;
  const words = execFileSync('bash', ['--norc', '--noprofile', '-c', script], {
    encoding: 'utf8',
    env: { SECUCONNECT_TOKEN: 'abc' },
  }).split('\0');
  expect(words.slice(0, 5)).toEqual([
    '--request',
    'POST',
    'http://127.0.0.1:9/api/v2/Smart/Transactions',
    '--header',
    'Authorization: Bearer abc',
  ]);
  expect(JSON.parse(words[words.indexOf('--data-raw') + 1]!)).toEqual({ merchantRef: reference });
});

test('--dry-run needs no credentials, and shows the query as it is sent', async () => {
  const args = ['smart', 'transactions', 'list', '--q', 'id:A & B', '--aggregate', 'group_by_prop=status', '--dry-run'];
  const { stdout } = await run(args, { env });
  const url = new URL(/'(?<url>http[^']+)'/.exec(stdout)!.groups!['url']!);
  expect(Object.fromEntries(url.searchParams)).toEqual({ q: 'id:A & B', 'aggregate[group_by_prop]': 'status' });
});
