import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runProcess } from './processes.ts';
import { newHome } from './terminal.ts';

/** The modules that a command has loaded, from the coverage that Node writes at its end. */
async function modulesOf(args: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'secuconnect-loaded-'));
  try {
    const ended = await runProcess(args, { NODE_V8_COVERAGE: folder, XDG_CONFIG_HOME: newHome() });
    expect(ended.code).toBe(0);
    return readdirSync(folder).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { result: { url: string }[] };
      return result.map(({ url }) => url).filter((url) => url.startsWith('file:'));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const inPackages = (modules: readonly string[]): string[] =>
  modules.filter((url) => url.includes('/packages/cli/src/')).map((url) => url.split('/packages/cli/src/')[1]!);
const foreign = (modules: readonly string[]): string[] =>
  modules.filter((url) => !url.includes('/packages/cli/src/') && !/\/commander\/|^file:\/\/\/.*\/commander@/.test(url));

test('help reads one table, and neither the client nor the sandbox', async () => {
  const modules = await modulesOf(['smart', 'transactions', 'create', '--help']);
  expect(foreign(modules)).toEqual([]);
  expect(
    inPackages(modules)
      .filter((path) => path.startsWith('generated/'))
      .sort(),
  ).toEqual(['generated/index.ts', 'generated/smart-transactions.ts']);
  expect(inPackages(modules).filter((path) => path.startsWith('commands/'))).toEqual(['commands/index.ts']);
  expect(inPackages(modules)).not.toContain('operations/run-operation.ts');
});

test('the list of commands reads no table', async () => {
  const modules = await modulesOf(['--help']);
  expect(foreign(modules)).toEqual([]);
  expect(inPackages(modules).filter((path) => path.startsWith('generated/'))).toEqual(['generated/index.ts']);
});

test('only the command that serves the Model Context Protocol loads its SDK, and not for help', async () => {
  const sdk = async (args: readonly string[]) =>
    (await modulesOf(args)).filter((url) => /modelcontextprotocol|\/zod\//.test(url));
  expect(await sdk(['mcp', '--help'])).toEqual([]);
  expect(await sdk(['smart', 'transactions', 'list', '--dry-run', '--base-url', 'http://127.0.0.1:1/api/v2'])).toEqual(
    [],
  );
});
