import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/node/database.ts';
import { startSandbox } from '../../src/node/server.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'sandbox-database-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

const hasDatabase = await import('node:sqlite').then(
  () => true,
  () => false,
);

describe.runIf(hasDatabase)('a database', () => {
  test('keeps what was committed, in the order of its age', async () => {
    const data = join(folder(), 'a', 'b');
    const first = await openDatabase(data);
    first.commit([
      { kind: 'k', id: 'b', text: '"1"' },
      { kind: 'k', id: 'a', text: '"2"' },
    ]);
    first.commit([
      { kind: 'k', id: 'b', text: '"3"' },
      { kind: 'k', id: 'x', text: undefined },
    ]);
    first.close();
    const again = await openDatabase(data);
    expect([...again.load()].map(({ id, text }) => [id, text])).toEqual([
      ['b', '"3"'],
      ['a', '"2"'],
    ]);
    again.close();
  });

  test('is used by one at a time, and is free after an error', async () => {
    const data = folder();
    const first = await openDatabase(data);
    await expect(openDatabase(data)).rejects.toThrow(`Another sandbox uses ${data}.`);
    first.close();
    await expect(startSandbox({ port: 0, data, clock: 'never' })).rejects.toThrow('is not a time');
    (await openDatabase(data)).close();
  });

  test('that is garbage is named', async () => {
    const data = folder();
    writeFileSync(join(data, 'sandbox.sqlite'), 'x'.repeat(4096));
    await expect(openDatabase(data)).rejects.toThrow(/sandbox\.sqlite cannot be used: .*not a database/);
  });

  test('keeps nothing of a commit that fails', async () => {
    const journal = await openDatabase(folder());
    const broken = [
      { kind: 'k', id: 'a', text: '1' },
      { kind: null as never, id: 'b', text: '1' },
    ];
    expect(() => journal.commit(broken)).toThrow('NOT NULL');
    expect([...journal.load()]).toEqual([]);
    journal.close();
  });
});
