import { spawnSync } from 'node:child_process';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { LogLevel } from '@secuconnect/client';
import pino from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import winston from 'winston';
import { makeLoggedCalls, SECRETS, SUPPORT_ID } from './logged-calls.ts';

const GET = { operation: 'smart.transactions.get', method: 'GET', path: '/Smart/Transactions/{smartTransactionId}' };
const CREATE = { operation: 'smart.transactions.create', method: 'POST', path: '/Smart/Transactions' };

/** The line of each call, as fields. */
const CALLS = [
  { level: 'info', ...GET, attempts: 1, outcome: 'success', status: 200 },
  { level: 'warn', ...GET, attempts: 2, outcome: 'success', status: 200 },
  { level: 'warn', ...GET, attempts: 1, outcome: 'no-effect', status: 404, error: 'NotFoundError' },
  { level: 'error', ...CREATE, attempts: 1, outcome: 'unknown', status: 500, error: 'ServerError' },
];

/** A stream that keeps what is written to it. */
function memory() {
  const chunks: string[] = [];
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** The lines of a text that ends with a line break. */
function linesOf(text: string): string[] {
  expect(text.endsWith('\n')).toBe(true);
  return text.slice(0, -1).split('\n');
}

/** The pairs of a line, with numbers as numbers. */
function pairsOf(line: string): Record<string, unknown> {
  const pairs = line.matchAll(/ (\w+)=("(?:[^"\\]|\\.)*"|\S*)/g);
  return Object.fromEntries(
    Array.from(pairs, ([, name, value]) => [name, /^["\d]/.test(value!) ? JSON.parse(value!) : value]),
  );
}

function expectCalls(entries: readonly Record<string, unknown>[]): void {
  expect(entries).toHaveLength(CALLS.length);
  for (const [index, call] of CALLS.entries())
    expect(entries[index]).toMatchObject({ ...call, callId: expect.any(Number), duration: expect.any(Number) });
  expect(entries[1]!['duration'], 'with the backoff delay').toBeGreaterThanOrEqual(1);
  expect(entries[2]!['supportId']).toBe(SUPPORT_ID);
}

function expectNoSecrets(text: string): void {
  for (const secret of SECRETS) expect(text).not.toContain(secret);
}

interface Written {
  readonly text: string;
  readonly errors: unknown[];
}

async function writtenByPino(level: LogLevel): Promise<Written> {
  const { stream, text } = memory();
  const logger = pino({ level: 'debug', formatters: { level: (label) => ({ level: label }) } }, stream);
  const errors = await makeLoggedCalls(logger, level);
  return { text: text(), errors };
}

async function writtenByWinston(format: winston.Logform.Format, level: LogLevel): Promise<Written> {
  const { stream, text } = memory();
  const logger = winston.createLogger({
    level: 'debug',
    format,
    transports: [new winston.transports.Stream({ stream })],
  });
  const errors = await makeLoggedCalls(logger, level);
  return { text: text(), errors };
}

/** What a process prints to its standard output and error, which are pipes. */
function writtenByConsole(level: LogLevel): { stdout: string; stderr: string } {
  const program = fileURLToPath(new URL('log-to-console.child.ts', import.meta.url));
  return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program, level], { encoding: 'utf8' });
}

describe('one line per call at level info, with its fields', () => {
  test('is what pino writes, as JSON with the line as its message', async () => {
    const { text } = await writtenByPino('info');
    const entries = linesOf(text).map((line) => JSON.parse(line));
    expectCalls(entries);
    for (const { msg, ...fields } of entries) {
      expect(msg).toMatch(/^secuconnect call:end callId=/);
      expect(fields).toMatchObject(pairsOf(msg));
    }
    expectNoSecrets(text);
  });

  test('is what winston writes as JSON, with the time in its own format', async () => {
    const { text } = await writtenByWinston(
      winston.format.combine(winston.format.timestamp(), winston.format.json()),
      'info',
    );
    const entries = linesOf(text).map((line) => JSON.parse(line));
    expectCalls(entries);
    for (const { message, timestamp, ...fields } of entries) {
      expect(message).toMatch(/^secuconnect call:end callId=/);
      expect(fields).toMatchObject(pairsOf(message));
      expect(timestamp).toMatch(/^\d{4}-\d\d-\d\dT/);
    }
    expectNoSecrets(text);
  });

  test.each([
    ['simple', winston.format.simple()],
    ['simple after splat', winston.format.combine(winston.format.splat(), winston.format.simple())],
  ])('is what winston writes in the format %s', async (_, format) => {
    const { text } = await writtenByWinston(format, 'info');
    const entries = linesOf(text).map((line) => {
      const [, level, message, json] = /^(\w+): (secuconnect call:end .*?) (\{".*\})$/.exec(line)!;
      expect(JSON.parse(json!)).toMatchObject(pairsOf(message!));
      return { level, ...pairsOf(message!) };
    });
    expectCalls(entries);
    expectNoSecrets(text);
  });

  test('is what the console prints, each level to its own stream', () => {
    const { stdout, stderr } = writtenByConsole('info');
    const info = linesOf(stdout.slice(0, stdout.indexOf('errors:')));
    const rest = linesOf(stderr);
    expect([...info, ...rest].every((line) => line.startsWith('secuconnect call:end '))).toBe(true);
    const levels = ['info', 'warn', 'warn', 'error'];
    expectCalls([...info, ...rest].map((line, index) => ({ level: levels[index], ...pairsOf(line) })));
    expect([info.length, rest.length]).toEqual([1, 3]);
    expectNoSecrets(stdout + stderr);
  });
});

describe('level debug', () => {
  /** The events of the four calls, in order: five requests, and one token. */
  const EVENTS = [
    'call:start token request response call:end',
    'call:start request response retry request response call:end',
    'call:start request response call:end',
    'call:start request response call:end',
  ].flatMap((events) => events.split(' '));
  const eventOf = (line: string): string => /secuconnect (\S+)/.exec(line)![1]!;

  test('adds one line per step in pino', async () => {
    const { text } = await writtenByPino('debug');
    const entries = linesOf(text).map((line) => JSON.parse(line));
    expect(entries.map(({ msg }) => eventOf(msg))).toEqual(EVENTS);
    expect(entries.filter(({ type }) => type === 'retry')).toMatchObject([
      { level: 'debug', attempt: 1, error: 'ProductFailure' },
    ]);
    expect(entries.find(({ type }) => type === 'request').headers).toMatchObject({ accept: 'application/json' });
    expectNoSecrets(text);
  });

  test('adds one line per step in winston', async () => {
    const { text } = await writtenByWinston(winston.format.json(), 'debug');
    expect(linesOf(text).map((line) => eventOf(JSON.parse(line).message))).toEqual(EVENTS);
    expectNoSecrets(text);
  });

  test('adds one line per step on the console', () => {
    const { stdout, stderr } = writtenByConsole('debug');
    const lines = [...linesOf(stdout.slice(0, stdout.indexOf('errors:'))), ...linesOf(stderr)];
    expect(lines.map(eventOf).sort()).toEqual([...EVENTS].sort());
    expectNoSecrets(stdout + stderr);
  });
});

describe('an error of a call that the program logs itself', () => {
  let error: Error;
  beforeAll(async () => {
    error = (await makeLoggedCalls({}, 'off'))[0] as Error;
  });

  test('has its message, stack and fields in pino, and no secrets', () => {
    const { stream, text } = memory();
    pino(stream).error({ err: error }, 'payment failed');
    const [entry] = linesOf(text()).map((line) => JSON.parse(line));
    expect(entry).toMatchObject({
      msg: 'payment failed',
      err: { message: error.message, stack: expect.stringContaining(error.message), status: 404, outcome: 'no-effect' },
    });
    expectNoSecrets(text());
  });

  test('has its message and stack in winston, and no secrets', () => {
    const { stream, text } = memory();
    const format = winston.format.combine(winston.format.errors({ stack: true }), winston.format.json());
    winston.createLogger({ format, transports: [new winston.transports.Stream({ stream })] }).error(error);
    const [entry] = linesOf(text()).map((line) => JSON.parse(line));
    expect(entry).toMatchObject({ level: 'error', message: error.message, stack: error.stack });
    expectNoSecrets(text());
  });

  test('has its message, stack and fields on the console, and no secrets', () => {
    const { stdout } = writtenByConsole('off');
    expect(stdout).toMatch(/^errors:\nNotFoundError: [^{]*\n +at /);
    expect(stdout).toMatch(/status: 404/);
    expect(stdout).toMatch(/^ServerError: [^{]*\n +at /m);
    expectNoSecrets(stdout);
  });
});
