import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CLI } from '../processes.ts';
import { newHome, run } from '../terminal.ts';

const after = async (...words: string[]): Promise<string[]> =>
  (await run(['complete', '--', ...words])).stdout.split('\n').filter(Boolean);

describe('what may follow', () => {
  test('is a command or a namespace', async () => {
    const found = await after('');
    expect(found).toEqual(expect.arrayContaining(['login', 'doctor', 'smart', 'payment', '--help']));
    expect(found).not.toContain('complete');
  });

  test('is a resource, a verb, or a flag', async () => {
    expect(await after('smart', '')).toEqual(['devices', 'routings', 'transactions']);
    expect(await after('smart', 'transactions', 'ca')).toEqual(['cancel', 'cancel-trx']);
    expect(await after('smart', 'transactions', 'list', '--scroll')).toEqual(['--scroll-expire', '--scroll-id']);
    expect(await after('sign-url', '--r')).toEqual(['--reference']);
  });

  test('is the value of a flag', async () => {
    expect(await after('smart', 'transactions', 'list', '--environment', 't')).toEqual(['testing', 'testing-legacy']);
    expect(await after('smart', 'transactions', 'list', '--q', '-')).toEqual([]);
  });

  test('is nothing behind what is unknown', async () => {
    expect(await after('smart', 'nothing', '')).toEqual([]);
  });
});

test('bash completes with its script', () => {
  const home = newHome();
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin', 'secuconnect'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`, {
    mode: 0o755,
  });
  const script = `source <(secuconnect completion bash)
    COMP_WORDS=(secuconnect loyalty merchant-cards get-lo) COMP_CWORD=3
    _secuconnect; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p secuconnect`;
  const output = execFileSync('bash', ['--norc', '--noprofile', '-c', script], {
    encoding: 'utf8',
    env: { PATH: `${join(home, 'bin')}:${process.env['PATH']}`, XDG_CONFIG_HOME: home },
  });
  expect(output.trim().split('\n')).toEqual([
    'get-lock',
    'get-lock-reasons',
    'complete -o default -F _secuconnect secuconnect',
  ]);
});

test('there is a script for zsh and fish too, and for no other shell', async () => {
  expect((await run(['completion', 'zsh'])).stdout).toContain('compdef _secuconnect secuconnect');
  expect((await run(['completion', 'fish'])).stdout).toContain('complete -c secuconnect');
  expect(await run(['completion', 'csh'])).toMatchObject({ code: 2 });
});
