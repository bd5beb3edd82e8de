#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ApiException } from '../engine/exception.ts';
import { isLoopback } from '../http/origin-guard.ts';
import { parseJson } from '../http/parse-json.ts';
import type { Seed } from '../control/seed.ts';
import { DEFAULT_PORT, startSandbox } from './server.ts';

const USAGE = `secuconnect-sandbox [options]

A Secuconnect on this computer: no account, no internet, no money.

  --port N          port to listen on (default ${DEFAULT_PORT}; 0 takes a free one)
  --host ADDRESS    address to listen on (default 127.0.0.1: only this computer reaches it)
  --host-name NAME  a further host name to answer for; may be given several times
  --data FOLDER     keep everything in this folder (Node 22.13 or newer)
  --seed FILE       objects to start with, as JSON by kind, such as { "general.stores": [{ "id": "STO_1" }] }
  --history         start with the paid order of the documentation
  --clock TIME      stand still at this time (ISO 8601) until POST /_sandbox/clock moves it
  --check           check every answer against the spec
  --help`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  'host-name': { type: 'string', multiple: true },
  data: { type: 'string' },
  seed: { type: 'string' },
  history: { type: 'boolean', default: false },
  clock: { type: 'string' },
  check: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { values } = parsed();
  if (values.help) return console.log(USAGE);
  const { port, host, data, clock, check, history } = values;
  const seed = values.seed === undefined ? {} : seedFrom(values.seed);
  const sandbox = await startSandbox({
    objects: seed,
    ...(port !== undefined && { port: portFrom(port) }),
    ...(host !== undefined && { host }),
    ...(data !== undefined && { data }),
    ...(clock !== undefined && { clock }),
    hostNames: values['host-name'] ?? [],
    checkAnswers: check,
    history,
  }).catch((error: unknown) => {
    if (error instanceof ApiException)
      throw new Error(`${values.seed} cannot be used: ${error.message}`, { cause: error });
    throw error;
  });
  console.log(`A Secuconnect listens on ${sandbox.url}.`);
  console.log(`  base URL     ${sandbox.baseUrl}`);
  console.log('  credentials  any client id and client secret, except for the secret "wrong"');
  console.log(`  watch it     ${sandbox.url}/_sandbox/ in a browser`);
  console.log(`  control      ${sandbox.url}/_sandbox`);
  const reachable = isLoopback(new URL(sandbox.url).hostname);
  console.log(
    reachable ? 'Only this computer reaches it.' : 'Attention: other computers reach it, and it has no password.',
  );
  const stop = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function parsed() {
  try {
    return parseArgs({ options: OPTIONS });
  } catch (error) {
    throw new Error(`${(error as Error).message} See --help.`, { cause: error });
  }
}

function portFrom(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`"${text}" is not a port.`);
  return Number(text);
}

function seedFrom(file: string): Seed {
  const bytes = readFileSync(file);
  try {
    return parseJson(bytes, Number.POSITIVE_INFINITY) as Seed;
  } catch (error) {
    throw new Error(`${file} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}
