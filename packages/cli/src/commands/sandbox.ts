import { readFile } from 'node:fs/promises';
import { startSandbox, type ServerOptions } from '@secuconnect/sandbox/server';
import type { Command } from 'commander';
import { CliError, UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';

interface Flags {
  readonly port?: string;
  readonly host?: string;
  readonly hostName: readonly string[];
  readonly data?: string;
  readonly seed?: string;
  readonly history?: boolean;
  readonly clock?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export const define = (command: Command, io: Io): void => {
  command
    .option('--port <number>', 'port to listen on; 0 takes a free one', '4010')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, which only this computer reaches)')
    .option(
      '--host-name <name>',
      'a further host name to answer for',
      (name: string, all: string[]) => [...all, name],
      [],
    )
    .option('--data <folder>', 'keep everything in this folder (Node 22.13 or newer)')
    .option('--seed <file>', 'objects to start with, as JSON by kind')
    .option('--history', 'start with the paid order of the documentation')
    .option('--clock <time>', 'stand still at this time (ISO 8601)')
    .option('--check', 'check every response against the spec')
    .option('--json', 'print where it listens as JSON')
    .action((flags: Flags) => run(flags, io));
};

/** Runs a sandbox until Ctrl-C. */
async function run(flags: Flags, io: Io): Promise<void> {
  const port = Number(flags.port);
  if (!/^\d{1,5}$/.test(flags.port ?? '') || port > 65_535) throw new UsageError(`--port ${flags.port} is not a port.`);
  const { host, data, clock, seed } = flags;
  const sandbox = await startSandbox({
    port,
    hostNames: flags.hostName,
    history: flags.history === true,
    checkAnswers: flags.check === true,
    ...(host !== undefined && { host }),
    ...(data !== undefined && { data }),
    ...(clock !== undefined && { clock }),
    ...(seed !== undefined && { objects: await objectsIn(seed) }),
  }).catch((error: Error) => {
    throw new CliError(error.message);
  });
  const { url, baseUrl } = sandbox;
  io.stdout.write(
    flags.json
      ? `${JSON.stringify({ url, baseUrl })}\n`
      : `A Secuconnect listens on ${url}, with any client id and secret, except for the secret "wrong".\n\n  export SECUCONNECT_BASE_URL=${baseUrl} SECUCONNECT_CLIENT_ID=test SECUCONNECT_CLIENT_SECRET=test\n\nWatch it at ${url}/_sandbox/ in a browser. Ctrl-C ends it.\n`,
  );
  await new Promise<void>((resolve) => {
    if (io.signal.aborted) resolve();
    else io.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await sandbox.close();
}

async function objectsIn(file: string): Promise<NonNullable<ServerOptions['objects']>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as NonNullable<ServerOptions['objects']>;
  } catch (error) {
    throw new UsageError(`${file} cannot be used: ${(error as Error).message}`);
  }
}
