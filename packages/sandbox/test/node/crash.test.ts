import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { crashTest } from './crash-test.ts';

test(
  'a sandbox that is killed loses no acknowledged write, and leaves nothing half written',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-crash-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const { writes, ...result } = await crashTest({ folder, rounds: 4, writers: 8, random: Math.random });
    expect(result).toEqual({ rounds: 4, lost: [], broken: [] });
    expect(writes).toBeGreaterThanOrEqual(40);
  },
);
