/** The program for runtimes with processes and files. */
import { uploadFile, type Secuconnect } from '@secuconnect/client';
import { fileFromPath, nodeFetch, undiciFetch } from '@secuconnect/client/node';
import { UPLOAD_OF_A_PATH } from '../cases.ts';
import { CALLS, type Calls } from './calls.ts';
import { runCases } from './run-cases.ts';

/** Path of the file to upload. Replaced by the bundler. */
declare const FILE_PATH: string;

const calls = {
  ...CALLS,
  [UPLOAD_OF_A_PATH]: async (secuconnect: Secuconnect) =>
    uploadFile(secuconnect, await fileFromPath(FILE_PATH), { encoding: 'form', type: 'application/pdf' }),
} satisfies Calls;
await runCases(calls, await transport());

/** Only Node is run with another one than its own `fetch`. */
async function transport(): Promise<{ fetch?: ReturnType<typeof undiciFetch> }> {
  const { NODE_FETCH, UNDICI } = process.env;
  if (NODE_FETCH) return { fetch: nodeFetch({ proxy: false }) };
  if (!UNDICI) return {};
  const { Agent } = (await import(UNDICI)) as typeof import('undici-8');
  return { fetch: undiciFetch(new Agent()) };
}
