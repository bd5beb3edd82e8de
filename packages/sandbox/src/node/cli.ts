#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isLoopback } from '../http/origin-guard.ts';
import type { Seed } from '../control/control.ts';
import { DEFAULT_PORT, startSandbox } from './server.ts';

const USAGE = `secuconnect-sandbox [options]

A Secuconnect on this computer: no account, no internet, no money.

  --port N          port to listen on (default ${DEFAULT_PORT}; 0 takes a free one)
  --host ADDRESS    address to listen on (default 127.0.0.1: only this computer reaches it)
  --host-name NAME  a further host name to answer for; may be given several times
  --data FOLDER     keep everything in this folder (Node 22.13 or newer)
  --seed FILE       JSON with objects by kind, such as { "general.stores": [{ "id": "STO_1" }] }
  --history         start with the paid order of the documentation
  --clock TIME      stand still at this time (ISO 8601) until POST /_sandbox/clock moves it
  --check           check every answer against the spec
  --help`;

const { values } = parseArgs({
  options: {
    port: { type: 'string' },
    host: { type: 'string' },
    'host-name': { type: 'string', multiple: true },
    data: { type: 'string' },
    seed: { type: 'string' },
    history: { type: 'boolean', default: false },
    clock: { type: 'string' },
    check: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(USAGE);
else {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function run(): Promise<void> {
  const { port, host, data, seed, clock, check, history } = values;
  const sandbox = await startSandbox({
    ...(port !== undefined && { port: portFrom(port) }),
    ...(host !== undefined && { host }),
    ...(data !== undefined && { data }),
    ...(clock !== undefined && { clock }),
    hostNames: values['host-name'] ?? [],
    checkAnswers: check,
    history,
  });
  if (seed !== undefined) sandbox.control.seed(JSON.parse(readFileSync(seed, 'utf8')) as Seed);
  console.log(`A Secuconnect listens on ${sandbox.url}.`);
  console.log(`  base URL     ${sandbox.baseUrl}`);
  console.log('  credentials  any client id and client secret, except for the secret "wrong"');
  console.log(`  control      ${sandbox.url}/_sandbox`);
  const reachable = isLoopback(new URL(sandbox.url).hostname);
  console.log(
    reachable ? 'Only this computer reaches it.' : 'Attention: other computers reach it, and it has no password.',
  );
  const stop = (): void => void sandbox.close().then(() => process.exit(0));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`${text} is not a port.`);
  return port;
}
