/** The program for runtimes with processes and files. */
import { uploadFile } from '@secuconnect/client';
import { fileFromPath } from '@secuconnect/client/node';
import { UPLOAD_OF_A_PATH } from '../cases.ts';
import { CALLS } from './calls.ts';
import { runCases } from './run-cases.ts';

/** Path of the file to upload. Replaced by the bundler. */
declare const FILE_PATH: string;

await runCases({
  ...CALLS,
  [UPLOAD_OF_A_PATH]: async (secuconnect) =>
    uploadFile(secuconnect, await fileFromPath(FILE_PATH), { encoding: 'form', type: 'application/pdf' }),
});
