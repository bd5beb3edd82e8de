import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * How npm is started: by its JavaScript where that is found, because Node starts no `.cmd` file without a shell, and by name where npm is a
 * program.
 *
 * @param platform For tests.
 */
export function npmCommand(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  node: string = process.execPath,
): { command: string; first: string[] } {
  const files = [
    env['npm_execpath'] ?? '',
    join(dirname(node), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(node), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const file = files.find((one) => one.endsWith('npm-cli.js') && existsSync(one));
  if (file !== undefined) return { command: node, first: [file] };
  if (platform === 'win32')
    throw new Error(`There is no npm beside ${node}. Install Node with npm, and run the command with it.`);
  return { command: 'npm', first: [] };
}
