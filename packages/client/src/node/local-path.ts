import { fileURLToPath } from 'node:url';

/** The path of a file that is given as a path or as a `file:` URL. */
export const toLocalPath = (path: string | URL): string => (path instanceof URL ? fileURLToPath(path) : path);
