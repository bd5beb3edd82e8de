import { appendFileSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pushEvent } from '@secuconnect/client/pushes';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal, type ListenPlan } from '../../src/listen/journal.ts';
import type { ForwardedPush } from '../../src/listen/push-source.ts';

const PLAN: ListenPlan = { source: 'http://127.0.0.1:4010/api/v2', receiver: 'http://localhost:3000/', events: null };
const push = (eventId: string): ForwardedPush => ({
  event: pushEvent({ target: 'payment.transactions', id: 'PCI_1', eventId, created: '2026-01-01T12:00:00+00:00' }),
  reference: '10042',
});
const idsOf = (pushes: readonly ForwardedPush[]): string[] => pushes.map(({ event }) => event.id);

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'listen-journal-')), 'journal.jsonl');
});

const opened: Journal[] = [];
afterEach(async () => {
  for (const journal of opened.splice(0)) await journal.close();
});

/** A process: its memory, and its journal. */
function processOf(plan = PLAN) {
  const memory = { cursor: 0 };
  const source = {
    apply: (change: unknown) => void Object.assign(memory, change),
    snapshot: (): unknown => ({ ...memory }),
  };
  const journal = new Journal(path, plan, source);
  opened.push(journal);
  return { memory, journal };
}

test('a process that is killed leaves what it had read and not delivered', async () => {
  const before = processOf();
  expect(await before.journal.open()).toEqual([]);
  await before.journal.keep({ cursor: 2 }, [push('evt_1'), push('evt_2')]);
  expect(before.memory).toEqual({ cursor: 2 });
  await before.journal.done('evt_1');
  const after = processOf();
  expect(await after.journal.open()).toEqual([push('evt_2')]);
  expect(after.memory).toEqual({ cursor: 2 });
});

test.skipIf(process.platform === 'win32')('only its owner reads the file', async () => {
  await processOf().journal.open();
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('half of a line is cut off', async () => {
  const before = processOf();
  await before.journal.open();
  await before.journal.keep({ cursor: 1 }, [push('evt_1')]);
  const whole = readFileSync(path, 'utf8');
  appendFileSync(path, '{"done":"evt_1"');
  const after = processOf();
  expect(idsOf(await after.journal.open())).toEqual(['evt_1']);
  expect(readFileSync(path, 'utf8')).toBe(whole);
  await after.journal.done('evt_1');
  expect(await processOf().journal.open()).toEqual([]);
});

test('an event that is sent again after its delivery waits again', async () => {
  const { journal } = processOf();
  await journal.open();
  await journal.keep({ cursor: 1 }, [push('evt_1')]);
  await journal.done('evt_1');
  await journal.keep({ cursor: 2 }, [push('evt_1')]);
  expect(idsOf(await processOf().journal.open())).toEqual(['evt_1']);
});

test('the file stays small, and has all that matters', async () => {
  const { journal } = processOf();
  await journal.open();
  await journal.keep({ cursor: 1 }, [push('evt_stays')]);
  for (let at = 0; at < 3_000; at++) {
    void journal.keep({ cursor: at + 2 }, [push(`evt_${at}`)]);
    await journal.done(`evt_${at}`);
  }
  expect(readFileSync(path, 'utf8').split('\n').length).toBeLessThan(2_000);
  const after = processOf();
  expect(idsOf(await after.journal.open())).toEqual(['evt_stays']);
  expect(after.memory).toEqual({ cursor: 3_001 });
});

test('a journal of other options is left alone', async () => {
  await processOf().journal.open();
  const other = processOf({ ...PLAN, receiver: 'http://localhost:3001/' });
  await expect(other.journal.open()).rejects.toMatchObject({ exitCode: 2, next: expect.stringContaining('--restart') });
  expect(await other.journal.open({ restart: true })).toEqual([]);
});

test.each(['precious', '{"plan":1', 'precious\n', '{}\n', '{"change":{}}\nx\n'])(
  'a file with %j is left alone',
  async (text) => {
    writeFileSync(path, text);
    await expect(processOf().journal.open()).rejects.toThrow(/not a checkpoint|other options/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  },
);
