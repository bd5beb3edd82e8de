import { createRequire } from 'node:module';

/**
 * `request` of `node:http`, which is required: an import reads all exports of that module, among them `WebSocket`, for which Node loads all that is behind
 * `fetch`. That would take longer than the import of this client. Any file will do as the place to require from.
 */
export const { request } = createRequire(process.execPath)('node:http') as typeof import('node:http');
