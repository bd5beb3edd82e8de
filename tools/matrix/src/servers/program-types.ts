import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CellResult } from '../cell.ts';
import type { Consumer } from '../consumer.ts';

const PROGRAMS = fileURLToPath(new URL('programs', import.meta.url));

const OPTIONS = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  target: 'es2022',
  module: 'nodenext',
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  types: ['node'],
  // Those of the frameworks.
  skipLibCheck: true,
};

/** Compiles the programs with the types that the frameworks have: each accepts the handler without a cast. */
export async function checkTypes(consumer: Consumer): Promise<CellResult> {
  const files = readdirSync(PROGRAMS).filter((file) => file.endsWith('.ts'));
  const folder = consumer.project('server-types', {
    'tsconfig.json': JSON.stringify({ compilerOptions: OPTIONS, files }),
    ...Object.fromEntries(files.map((file) => [file, readFileSync(join(PROGRAMS, file), 'utf8')])),
  });
  await consumer.node([consumer.find('typescript/bin/tsc')!, '-p', folder]);
  return { seen: `${files.length} programs compile` };
}
