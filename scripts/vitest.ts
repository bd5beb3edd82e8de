/** `node scripts/vitest.ts run …`: Vitest with its arguments; in a copy of the repository where it cannot run itself. */
import '../tools/command-tools/errors.ts';
import { spawnSync } from 'node:child_process';
import { vitestCommand } from '../tools/command-tools/vitest-command.ts';

const { command, args, ...place } = vitestCommand(process.argv.slice(2));
const { status, error } = spawnSync(command, args, { ...place, stdio: 'inherit' });
if (error) throw error;
process.exitCode = status ?? 1;
