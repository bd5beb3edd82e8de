import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '@secuconnect/sandbox/server';
import { installLocked } from '../command-tools/install-locked.ts';
import { CHECKS, type Check } from './checks.ts';

const SOURCE = fileURLToPath(new URL('inspector/', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../.cache/mcp-inspector/', import.meta.url));
const CLI = fileURLToPath(new URL('../../packages/cli/dist/cli.js', import.meta.url));
const LAUNCHER = join(FOLDER, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');

/** Runs all checks, and prints a line for each. @returns The exit code. */
export async function inspectCommand(): Promise<number> {
  if (!existsSync(CLI)) throw new Error('The command line is not built. Run `pnpm build`.');
  installLocked(SOURCE, FOLDER);
  const sandbox = await startSandbox({ port: 0, history: true });
  let failed = 0;
  for (const check of CHECKS) {
    const { code, output } = await run(check, sandbox.baseUrl);
    const isOk = code === (check.code ?? 0) && check.prints.test(output) && !/^(?:Warning|Error): tool/m.test(output);
    if (!isOk) failed++;
    console.log(`${isOk ? 'ok    ' : 'FAILED'} ${check.title}`);
    if (!isOk) console.log(`It ended with ${code}:\n${output}`);
  }
  await sandbox.close();
  return failed === 0 ? 0 : 1;
}

/** Clients of the protocol pass on few variables, so that those of the server are arguments. */
async function run({ server, inspector }: Check, baseUrl: string): Promise<{ code: number | null; output: string }> {
  const variables = [
    `SECUCONNECT_BASE_URL=${baseUrl}`,
    'SECUCONNECT_CLIENT_ID=test',
    'SECUCONNECT_CLIENT_SECRET=a-secret-of-tests',
    `XDG_CONFIG_HOME=${FOLDER}`,
  ];
  const child = spawn(
    process.execPath,
    [
      LAUNCHER,
      '--cli',
      ...variables.flatMap((one) => ['-e', one]),
      process.execPath,
      CLI,
      'mcp',
      ...server,
      ...inspector,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, HOME: FOLDER } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}
