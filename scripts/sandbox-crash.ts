/**
 * `pnpm sandbox:crash [--rounds 100] [--writers 8]`: kills a sandbox with `--data` at random moments while others write to it, and checks
 * after each start that nothing that was acknowledged is lost.
 */
import '../tools/command-tools/errors.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { crashTest } = await import('../packages/sandbox/test/node/crash-test.ts');
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '100' }, writers: { type: 'string', default: '8' } },
});
const folder = mkdtempSync(join(tmpdir(), 'sandbox-crash-'));
try {
  const result = await crashTest({
    folder,
    rounds: Number(values.rounds),
    writers: Number(values.writers),
    random: Math.random,
  });
  console.log(`${result.rounds} times killed, ${result.writes} acknowledged writes.`);
  for (const one of result.lost) console.error(`Lost: ${one}`);
  for (const one of result.broken) console.error(`Half written: ${one}`);
  console.log(`${result.lost.length} lost, ${result.broken.length} half written.`);
  if (result.lost.length + result.broken.length > 0) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
