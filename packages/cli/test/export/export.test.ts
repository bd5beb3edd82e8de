import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { runProcess, start } from '../processes.ts';
import { useServer } from '../sandbox.ts';
import { newHome, run } from '../terminal.ts';

const COUNT = 6_000;
/** Every third has the time of the one before, so that a page may end between two objects of one moment; 1,200 share one. */
const payments = Array.from({ length: COUNT }, (_, at) => {
  const second = at >= 2_000 && at < 3_200 ? 2_000 : at - (at % 3 === 2 ? 1 : 0);
  const created = new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().replace('.000Z', '+00:00');
  return {
    id: `PCI_${String((at * 7919) % COUNT).padStart(6, '0')}`,
    created,
    amount: at,
    currency: 'EUR',
    description: `Order "${at}", 1`,
  };
});
const server = useServer({ history: false, objects: { 'payment.transactions': payments }, checkAnswers: false });
const folder = mkdtempSync(join(tmpdir(), 'secuconnect-export-'));
const home = newHome();
const env = (): Record<string, string> => ({ ...server.env, XDG_CONFIG_HOME: home });
const command = (file: string, ...more: string[]): string[] => [
  'export',
  'transactions',
  '--since',
  '2026-01-01',
  '--until',
  '2026-06-01',
  '--out',
  join(folder, file),
  ...more,
];
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');
const expected = payments.map(({ id }) => id).sort();

describe('an export', () => {
  test('has every object once, as JSON lines in the order of creation', async () => {
    const { code, stdout } = await run(command('all.jsonl', '--jsonl', '--json'), { env: env() });
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ count: COUNT, resumedAt: 0 });
    const lines = textOf('all.jsonl')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; created: string });
    expect(lines.map(({ id }) => id).sort()).toEqual(expected);
    const times = lines.map(({ created }) => Date.parse(created));
    expect(times).toEqual([...times].sort((one, other) => one - other));
    expect(existsSync(join(folder, 'all.jsonl.checkpoint'))).toBe(false);
  });

  test('that is killed at random and started again lacks no line, and has none twice', async () => {
    const args = command('killed.csv', '--csv');
    let kills = 0;
    let code: number | null = null;
    for (let round = 0; code !== 0 && round < 40; round++) {
      const child = start(args, env());
      const ended = once(child, 'exit') as Promise<[number | null]>;
      if (kills < 8) {
        // Not before it has begun to write, so that each kill meets a write, a checkpoint, or a request.
        const before = round === 0 ? '' : checkpoint('killed.csv');
        while (child.exitCode === null && checkpoint('killed.csv') === before) await wait(2);
        await wait(randomInt(0, 25));
        if (child.kill('SIGKILL')) kills++;
      }
      [code] = await ended;
    }
    expect(code).toBe(0);
    expect(kills).toBeGreaterThanOrEqual(5);
    const [header, ...lines] = textOf('killed.csv').trimEnd().split('\r\n');
    expect(header).toMatch(/^id,created,/);
    expect(lines.map((line) => line.split(',')[0]!).sort()).toEqual(expected);
    expect(lines[5]).toContain('"Order ""5"", 1"');
  });

  test('that was interrupted with Ctrl-C says so, and goes on', async () => {
    const args = command('interrupted.jsonl', '--jsonl');
    const child = start(args, env());
    const ended = once(child, 'exit') as Promise<[number | null]>;
    while (checkpoint('interrupted.jsonl') === '') await wait(2);
    child.kill('SIGINT');
    const [code] = await ended;
    expect(code).toBe(130);
    expect(await runProcess(args, env())).toMatchObject({ code: 0 });
    expect(textOf('interrupted.jsonl').trimEnd().split('\n')).toHaveLength(COUNT);
  });

  test('cuts off what was written after the checkpoint', async () => {
    const args = command('torn.jsonl', '--jsonl');
    const child = start(args, env());
    while (checkpoint('torn.jsonl') === '') await wait(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    writeFileSync(join(folder, 'torn.jsonl'), `${textOf('torn.jsonl')}${'{"id":"half of a li'.repeat(200_000)}`);
    expect(await runProcess(args, env())).toMatchObject({ code: 0 });
    expect(
      textOf('torn.jsonl')
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { id: string }).id)
        .sort(),
    ).toEqual(expected);
  });
});

describe('an export does not touch', () => {
  test('a file that it has not begun', async () => {
    writeFileSync(join(folder, 'mine.csv'), 'precious');
    expect(await run(command('mine.csv', '--csv'), { env: env() })).toMatchObject({ code: 2 });
    expect(textOf('mine.csv')).toBe('precious');
    expect(await run(command('mine.csv', '--csv', '--restart'), { env: env() })).toMatchObject({ code: 0 });
  });

  test('a file that was begun with other options', async () => {
    const child = start(command('other.csv', '--csv'), env());
    while (checkpoint('other.csv') === '') await wait(2);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { code, stderr } = await run(command('other.csv', '--csv', '--q', 'amount:1'), { env: env() });
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('other options') as unknown });
  });

  test('a file that another process writes', async () => {
    writeFileSync(join(folder, 'busy.csv.lock'), String(process.ppid));
    const { code, stderr } = await run(command('busy.csv', '--csv'), { env: env() });
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('writes the same export') as unknown });
  });
});

/** The text of a checkpoint; empty without one. */
function checkpoint(file: string): string {
  try {
    return textOf(`${file}.checkpoint`);
  } catch {
    return '';
  }
}
