import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { crashTest } from './crash-test.ts';

test('each push takes effect once, although the receiver is killed five times, and listen twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'listen-crash-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const options = { folder, payments: 60, receiverKills: 5, listenKills: 2, random: Math.random };
  const { pushes, failedAttempts: _failed, duplicates: _duplicates, ...result } = await crashTest(options);
  expect(result).toEqual({
    receiverKills: 5,
    listenKills: 2,
    lost: [],
    bookedTwice: [],
    unknown: [],
    outOfOrder: [],
    wrong: [],
    exitCode: 0,
  });
  expect(pushes).toBeGreaterThanOrEqual(120);
});
