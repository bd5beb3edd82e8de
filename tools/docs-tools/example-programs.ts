import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));

/** Modules that other programs import. Their own tests run them. */
const MODULES = ['*-store.ts'];

/** The programs in `examples/`, in alphabetical order. */
export const examplePrograms = (): { name: string; file: string }[] =>
  globSync('*.ts', { cwd: folder, exclude: MODULES })
    .map((file) => ({ name: basename(file, '.ts'), file: join(folder, file) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
