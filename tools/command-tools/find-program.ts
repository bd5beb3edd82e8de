import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What Chromium is called on different systems. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'] as const;

/** The path of the first of these programs that is on the path. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}
