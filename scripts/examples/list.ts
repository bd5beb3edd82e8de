import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../examples', import.meta.url));

/** Those that wait for pushes, and need somebody who sends some; and those that are a part of a program. Their own tests run them. */
const OTHERS = ['push-endpoint-*.ts', '*-store.ts'];

/** The programs in `examples/` that run from beginning to end. */
export const examples = (): { name: string; file: string }[] =>
  globSync('*.ts', { cwd: folder, exclude: OTHERS })
    .map((file) => ({ name: basename(file, '.ts'), file: join(folder, file) }))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
