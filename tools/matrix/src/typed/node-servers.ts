/** A project with the types of Node: its servers, and undici, from which its `fetch` comes. */
import { createServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import type * as undici from 'undici-types';
import { optionsFromEnv, Secuconnect } from '@secuconnect/client';
import { createPushHandler, toNodeHandler } from '@secuconnect/client/pushes';
import { createSandbox } from '@secuconnect/sandbox';
import { startSandbox } from '@secuconnect/sandbox/server';

declare const undiciFetch: typeof undici.fetch;
// The cast, which the guide to calls has, is for projects with the types of a browser.
export const secuconnect = new Secuconnect({
  ...optionsFromEnv(process.env),
  fetch: undiciFetch as unknown as typeof fetch,
});
const handler = toNodeHandler(createPushHandler({ secuconnect, handlers: {} } as never));
export const servers = [createServer(handler), createSecureServer({}, handler)];
export const sandbox = createSandbox();
export const listening = startSandbox();
