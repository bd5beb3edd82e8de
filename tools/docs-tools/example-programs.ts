import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));

/** What is a part of a program, and none itself; its own tests run it. */
const PARTS = ['*-store.ts'];

/** The programs in `examples/` that run from beginning to end. */
export const examples = (): { name: string; file: string }[] =>
  globSync('*.ts', { cwd: folder, exclude: PARTS })
    .map((file) => ({ name: basename(file, '.ts'), file: join(folder, file) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
