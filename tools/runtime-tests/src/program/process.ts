/** The program for runtimes with processes and files. */
import { uploadFile, type Secuconnect } from '@secuconnect/client';
import { fileFromPath, nodeFetch } from '@secuconnect/client/node';
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
// Only Node is run with it.
await runCases(calls, process.env['NODE_FETCH'] ? { fetch: nodeFetch({ proxy: false }) } : {});
