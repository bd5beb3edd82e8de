import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fileJournal } from '../../src/node/file-journal.ts';
import { intentOf, journalContract } from '../intents/journal-contract.ts';

function newDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'file-journal-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return join(directory, 'intents');
}
const filesIn = (directory: string): string[] => readdirSync(directory).filter((name) => name.endsWith('.json'));

journalContract('in files', async () => {
  const directory = newDirectory();
  return { journal: fileJournal(directory), second: fileJournal(directory) };
});

test('files are private, and their names show no reference', async () => {
  const directory = newDirectory();
  await fileJournal(directory).put(intentOf('order 10042'), 0);
  const [name, ...others] = filesIn(directory);
  expect(others).toEqual([]);
  expect(name).not.toContain('10042');
  expect(statSync(join(directory, name!)).mode & 0o777).toBe(0o600);
  expect(statSync(directory).mode & 0o777).toBe(0o700);
});

test('of two files, which a crash between two steps leaves, the newer one counts', async () => {
  const directory = newDirectory();
  const journal = fileJournal(directory);
  await journal.put(intentOf('order 1'), 0);
  const [open] = filesIn(directory);
  const text = readFileSync(join(directory, open!), 'utf8');
  await journal.put(intentOf('order 1', { state: 'done' }), 1);
  writeFileSync(join(directory, open!), text, { mode: 0o600 });
  expect(await journal.get('order 1')).toMatchObject({ state: 'done', version: 2 });
  expect(await journal.open()).toEqual([]);
});

test.each(['', '{"intent":', '{}', '{"intent":{"reference":5},"version":1,"at":1}'])(
  'a damaged file %j is not taken for a missing intent',
  async (text) => {
    const directory = newDirectory();
    const journal = fileJournal(directory);
    await journal.put(intentOf('order 1'), 0);
    const [name] = filesIn(directory);
    writeFileSync(join(directory, name!), text, { mode: 0o600 });
    await expect(journal.get('order 1')).rejects.toThrow('is not an intent');
    await expect(journal.put(intentOf('order 1'), 0)).rejects.toThrow('is not an intent');
    await expect(journal.open()).rejects.toThrow('is not an intent');
  },
);

test.each([undefined, '', 5])('%j is not a directory', (directory) => {
  expect(() => fileJournal(directory as never)).toThrow(TypeError);
});

test('nothing is open before the first intent', async () => {
  const journal = fileJournal(newDirectory());
  expect([await journal.open(), await journal.get('order 1')]).toEqual([[], undefined]);
});

test('a process that was paused while it wrote does not write: another one may have its lock', async () => {
  const journal = fileJournal(newDirectory());
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 5_000));
  onTestFinished(() => clock.mockRestore());
  await expect(journal.put(intentOf('order 1'), 0)).rejects.toThrow('paused');
  clock.mockRestore();
  expect(await journal.get('order 1')).toBeUndefined();
  expect(await journal.put(intentOf('order 1'), 0)).toBeUndefined();
});

test('a process that has lost the lock does not replace what another one has written', async () => {
  const directory = newDirectory();
  const journal = fileJournal(directory);
  await journal.put(intentOf('order 1'), 0);
  const [open] = filesIn(directory);
  const text = readFileSync(join(directory, open!), 'utf8');
  await journal.put(intentOf('order 1', { state: 'done' }), 1);
  const ended = readFileSync(join(directory, filesIn(directory)[0]!), 'utf8');
  for (const [theirs, version] of [
    [{ [open!]: text }, 1],
    [{ [open!.replace('open', 'ended')]: ended }, 2],
  ] as const) {
    for (const name of filesIn(directory)) rmSync(join(directory, name));
    // It sees no intent, and writes its own while the other one does.
    const mine = whileItWrites(journal.put(intentOf('order 1', { idempotencyKey: 'mine' }), 0), () => {
      for (const [name, content] of Object.entries(theirs))
        writeFileSync(join(directory, name), content, { mode: 0o600 });
    });
    expect(await mine).toMatchObject({ version, idempotencyKey: intentOf('order 1').idempotencyKey });
    expect(await journal.get('order 1')).toMatchObject({ version });
  }
});

/** Does something before the file that is being written gets its name. */
async function whileItWrites<Result>(put: Promise<Result>, act: () => void): Promise<Result> {
  const stringify = vi.spyOn(JSON, 'stringify').mockImplementation((...call: unknown[]) => {
    stringify.mockRestore();
    act();
    return JSON.stringify(...(call as [unknown]));
  });
  return put.finally(() => stringify.mockRestore());
}
