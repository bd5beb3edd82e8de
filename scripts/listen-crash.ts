/**
 * `pnpm listen:crash [--payments 1000] [--receiver-kills 5] [--listen-kills 2]`: makes payments in a sandbox, lets `secuconnect listen` deliver their pushes,
 * kills both ends at random moments, and checks that each push took effect once.
 */
import '../tools/command-tools/errors.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { crashTest } = await import('../packages/cli/test/listen/crash-test.ts');
const { values } = parseArgs({
  options: {
    payments: { type: 'string', default: '1000' },
    'receiver-kills': { type: 'string', default: '5' },
    'listen-kills': { type: 'string', default: '2' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'listen-crash-'));
try {
  const result = await crashTest({
    folder,
    payments: Number(values.payments),
    receiverKills: Number(values['receiver-kills']),
    listenKills: Number(values['listen-kills']),
    random: Math.random,
  });
  console.log(
    `${result.pushes} pushes; receiver killed ${result.receiverKills} times, listen ${result.listenKills} times; ` +
      `${result.failedAttempts} failed attempts, ${result.duplicates} duplicates.`,
  );
  const problems = [result.lost, result.bookedTwice, result.unknown, result.outOfOrder, result.wrong].map(
    (ids) => ids.length,
  );
  console.log(
    `Lost ${problems[0]}, booked twice ${problems[1]}, unknown ${problems[2]}, out of order ${problems[3]}, wrong ${problems[4]}.`,
  );
  if (result.exitCode !== 0 || problems.some((count) => count > 0)) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true });
}
