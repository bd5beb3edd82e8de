import { execFileSync, spawnSync } from 'node:child_process';
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

/** An environment in which the built command has its name. */
function shellEnv(): NodeJS.ProcessEnv {
  const home = newHome();
  mkdirSync(join(home, 'bin'));
  writeFileSync(join(home, 'bin', 'secuconnect'), `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`, {
    mode: 0o755,
  });
  return { HOME: home, PATH: `${join(home, 'bin')}:${process.env['PATH']}`, XDG_CONFIG_HOME: home };
}

function isInstalled(shell: string): boolean {
  const found = spawnSync(shell, ['-c', 'true']).status === 0;
  if (!found) console.warn(`${shell} is not installed: its completion is not tested.`);
  return found;
}

test('bash completes with its script', () => {
  const script = `source <(secuconnect completion bash)
    COMP_WORDS=(secuconnect loyalty merchant-cards get-lo) COMP_CWORD=3
    _secuconnect; printf '%s\\n' "\${COMPREPLY[@]}"; complete -p secuconnect`;
  const output = execFileSync('bash', ['--norc', '--noprofile', '-c', script], { encoding: 'utf8', env: shellEnv() });
  expect(output.trim().split('\n')).toEqual([
    'get-lock',
    'get-lock-reasons',
    'complete -o default -F _secuconnect secuconnect',
  ]);
});

test.skipIf(!isInstalled('fish'))('fish completes with its script, and files where nothing else fits', () => {
  const env = shellEnv();
  writeFileSync(join(env['HOME']!, 'basket.json'), '{}');
  const lines = ['loyalty merchant-cards get-lo', 'smart ', 'smart transactions create -d @bas', 'smart nothing bask'];
  const script = `secuconnect completion fish | source
    for line in ${lines.map((line) => `'secuconnect ${line}'`).join(' ')}; complete -C $line; echo .; end`;
  const output = execFileSync('fish', ['--no-config', '-c', script], { encoding: 'utf8', env, cwd: env['HOME'] });
  expect(output.split('.\n').map((found) => found.split('\n').filter(Boolean))).toEqual([
    ['get-lock', 'get-lock-reasons'],
    ['devices', 'routings', 'transactions'],
    [],
    ['basket.json'],
    [],
  ]);
});

test.skipIf(!isInstalled('zsh'))('zsh completes with its script', () => {
  const env = shellEnv();
  // A terminal of its own: zsh completes nowhere else.
  const script = `zmodload zsh/zpty
    zpty -b terminal zsh -f -i
    until_shows() { local all= part; while [[ $all != *$1* ]]; do zpty -r -t terminal part && all+=$part || sleep 0.05; done; print -r -- $all }
    zpty -w terminal "autoload -Uz compinit; compinit -u -d $HOME/dump; source <(secuconnect completion zsh); bindkey '^I' complete-word; print IS-\${:-READY}"
    until_shows IS-READY > /dev/null
    zpty -w -n terminal $'secuconnect loyalty merchant-cards get-lo\\t\\t'
    until_shows get-lock-reasons
    zpty -d terminal`;
  const output = execFileSync('zsh', ['-f', '-c', script], { encoding: 'utf8', env, timeout: 60_000 });
  expect(output).toContain('secuconnect loyalty merchant-cards get-lock');
});

test('there is a script for each of three shells, and for no other', async () => {
  expect((await run(['completion', 'zsh'])).stdout).toContain('compdef _secuconnect secuconnect');
  expect((await run(['completion', 'fish'])).stdout).toContain('complete -c secuconnect');
  expect(await run(['completion', 'csh'])).toMatchObject({ code: 2 });
});
