import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClientEvent } from '../../src/events/events.ts';
import { logListener, type Logger, type LogLevel } from '../../src/events/log.ts';
import { client, json, stubFetch, token } from '../stub-fetch.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime(1_000_000);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A logger that records each line with its level in front of it. */
function lineRecorder() {
  const lines: string[] = [];
  const write = (level: string) => (line: string) =>
    lines.push(`${level}: ${line.replaceAll(/ callId=\d+/g, ' callId=n')}`);
  const logger: Logger = { error: write('error'), warn: write('warn'), info: write('info'), debug: write('debug') };
  return { lines, logger };
}

describe('the logger of a client', () => {
  /** The lines about a call that succeeds after a retry, one that the API rejects, one with an unknown outcome, and one that succeeds at once. */
  async function linesAt(logLevel: LogLevel | undefined): Promise<string[]> {
    vi.spyOn(Math, 'random').mockReturnValue(0.5);
    const { lines, logger } = lineRecorder();
    const ok = json({ id: 'STX_1' });
    const stub = stubFetch(json({}, 503), ok, json({}, 404), json({}, 500, { deprecation: 'true' }), ok);
    const secuconnect = client(stub, { logger, logLevel });
    const first = secuconnect.smart.transactions.get('STX_1');
    await vi.advanceTimersByTimeAsync(1_000);
    await first;
    await secuconnect.smart.transactions.get('STX_1').catch(() => undefined);
    await secuconnect.smart.transactions.create({}).catch(() => undefined);
    await secuconnect.smart.transactions.get('STX_1');
    return lines;
  }

  const GET = 'callId=n operation=smart.transactions.get method=GET path=/Smart/Transactions/{smartTransactionId}';
  const CREATE = 'callId=n operation=smart.transactions.create method=POST path=/Smart/Transactions';
  const ERROR = [
    `error: secuconnect call:end ${CREATE} duration=0 attempts=1 outcome=unknown error=ServerError status=500`,
  ];
  const WARN = [
    `warn: secuconnect call:end ${GET} duration=250 attempts=2 outcome=success status=200`,
    `warn: secuconnect call:end ${GET} duration=0 attempts=1 outcome=no-effect error=NotFoundError status=404`,
    `warn: secuconnect deprecated ${CREATE}`,
  ];
  const INFO = [`info: secuconnect call:end ${GET} duration=0 attempts=1 outcome=success status=200`];

  test.each([
    ['off', []],
    ['error', ERROR],
    ['warn', [...WARN, ...ERROR]],
    [undefined, [...WARN, ...ERROR]],
    ['info', [...WARN, ...ERROR, ...INFO]],
  ] as [LogLevel | undefined, string[]][])(
    'at level %s writes the lines of this level and above',
    async (level, expected) => {
      expect(await linesAt(level)).toEqual(expected);
    },
  );

  test('at level debug writes every event, all in the same form', async () => {
    const lines = await linesAt('debug');
    expect(lines.slice(0, 4)).toEqual([
      `debug: secuconnect call:start ${GET}`,
      `debug: secuconnect request ${GET} attempt=1`,
      `debug: secuconnect response ${GET} attempt=1 duration=0 status=503 error="status 503"`,
      `debug: secuconnect retry ${GET} attempt=1 delay=250 error="status 503"`,
    ]);
    expect(lines).toHaveLength(20);
  });

  test('may lack methods, and receives the fields of the event, without its time, as a second argument', async () => {
    const warn = vi.fn();
    const secuconnect = client(stubFetch(json({}, 404)), { logger: { warn }, logLevel: 'debug' });
    await secuconnect.smart.transactions.get('STX_1').catch(() => undefined);
    expect(warn).toHaveBeenCalledExactlyOnceWith(
      expect.any(String),
      expect.toSatisfy((fields) => fields.type === 'end' && fields.status === 404 && !('timestamp' in fields)),
    );
  });

  test('receives neither tokens nor credentials nor bodies', async () => {
    const written: unknown[] = [];
    const write = (...args: unknown[]): unknown => written.push(args);
    const logger = { error: write, warn: write, info: write, debug: write };
    const stub = stubFetch(token('access-token-1'), json({ error_details: 'private-detail' }, 500));
    await client(stub, { logger, logLevel: 'debug', auth: { clientId: 'shop', clientSecret: 'client-secret-1' } })
      .smart.transactions.create({ transactionRef: 'private-reference' })
      .catch(() => undefined);
    expect(written.length).toBeGreaterThan(3);
    expect(JSON.stringify(written)).not.toMatch(/access-token-1|client-secret-1|private-/);
  });
});

describe('logListener()', () => {
  const tokenEvent = { type: 'token', timestamp: 1, reason: 'initial', source: 'endpoint', duration: 5 } as const;

  test.each<[string, ClientEvent]>([
    [
      'debug: secuconnect token reason=initial source=endpoint duration=5 success=true',
      { ...tokenEvent, success: true },
    ],
    [
      'warn: secuconnect token reason=initial source=endpoint duration=5 success=false error=AuthenticationError',
      { ...tokenEvent, success: false, error: 'AuthenticationError' },
    ],
    [
      'warn: secuconnect token-store action=get error=RangeError',
      { type: 'tokenStore', timestamp: 1, action: 'get', error: 'RangeError' },
    ],
  ])('writes "%s"', (line, event) => {
    const { lines, logger } = lineRecorder();
    logListener(logger, 'debug').any!(event);
    expect(lines).toEqual([line]);
  });

  test.each([
    ['a space', 'a b', '"a b"'],
    ['a quotation mark', 'a"b', String.raw`"a\"b"`],
    ['an equals sign', 'a=b', '"a=b"'],
    ['a line break', 'a\nb', String.raw`"a\nb"`],
    ['a percent sign', 'a%s', String.raw`"a\u0025s"`],
    ['nothing in it', '', '""'],
  ])('quotes a value with %s, so that a line stays one line of pairs', (_, error, written) => {
    const { lines, logger } = lineRecorder();
    logListener(logger).any!({ type: 'tokenStore', timestamp: 1, action: 'get', error });
    expect(lines).toEqual([`warn: secuconnect token-store action=get error=${written}`]);
  });

  test.each([
    ['an escape sequence of terminals', '\x1b[31mred', String.raw`\u001b[31mred`],
    ['its one-character form', '\x9b2J', String.raw`\u009b2J`],
    ['one between spaces', 'a \x1b[2J', String.raw`"a \u001b[2J"`],
    ['a delete and a bell', '\x7f\x07', String.raw`\u007f\u0007`],
    ['a line break of Unicode', 'a\u2028b\u0085c', String.raw`"a\u2028b\u0085c"`],
    ['a change of the text direction', 'a\u202eb', String.raw`a\u202eb`],
  ])('escapes %s, in every field that a server sets', (_, value, written) => {
    const { lines, logger } = lineRecorder();
    const call = { timestamp: 1, callId: 1, operation: 'smart.transactions.get', method: 'GET', path: '/Smart' };
    const log = logListener(logger, 'debug').any!;
    log({ ...call, type: 'deprecated', sunset: value });
    log({ ...call, type: 'end', duration: 1, attempts: 1, outcome: 'unknown', error: 'ServerError', supportId: value });
    log({ ...call, type: 'retry', attempt: 1, delay: 1, error: value });
    expect(lines.map((line) => line.slice(line.lastIndexOf(/"/.test(written) ? '="' : '=') + 1))).toEqual([
      written,
      written,
      written,
    ]);
  });
});
