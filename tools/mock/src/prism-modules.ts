import { createRequire } from 'node:module';

const ownRequire = createRequire(import.meta.url);

/** Loads a module from inside Prism, or from Prism's own dependencies: another copy of it would have no effect on Prism. */
export const prismRequire = createRequire(ownRequire.resolve('@stoplight/prism-http'));
