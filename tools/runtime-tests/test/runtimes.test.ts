import { beforeAll, describe, expect, test } from 'vitest';
import { FILE_BYTES, FILE_NAME } from '../src/cases.ts';
import { ONCE, once } from '../src/failures.ts';
import { HTTP2_ONCE } from '../src/http2-server.ts';
import { currentSection, sectionOf } from '../src/page.ts';
import { runRuntime, type Measurement } from '../src/run-runtime.ts';
import { findRuntimes } from '../src/runtimes.ts';

const { installed, missing } = findRuntimes();
for (const name of missing) console.warn(`${name} is not installed: the client is not tested in it.`);

/** Statuses that say that a write had no effect. */
const NO_EFFECT = /^status (?:307|308|400|401|403|404|409|429)/;
const ONCE_NAMES = new Set([...ONCE, ...HTTP2_ONCE].map(once));

const isWrite = ({ call }: Measurement): boolean => call !== 'GET';
/** Short forms, which a failed assertion shows. */
const short = (some: readonly Measurement[]): string[] =>
  some.map(
    ({ id, protocol, requests, result, outcome, message = '' }) =>
      `${id} · ${protocol}: ${requests.length} × ${result} ${outcome} ${message}`,
  );
const headersOf = (name: string, { requests }: Measurement): (string | undefined)[] =>
  requests.map(({ headers }) =>
    new RegExp(`^${name}: *(.*)$|"${name}":"(.*?)"`, 'im').exec(headers)?.slice(1).join(''),
  );

/** Name and size of the file in a body: JSON, or a form. */
function fileIn(body: string): { name: string | undefined; bytes: number | undefined } {
  if (!body.startsWith('{')) return { name: /filename="(.*?)"/.exec(body)?.[1], bytes: /x{2,}/.exec(body)?.[0].length };
  const { content, name } = JSON.parse(body) as { content: string; name: string };
  return { name, bytes: Buffer.from(content, 'base64').length };
}

describe.each(installed)('the client in $name $version', (runtime) => {
  let measurements: readonly Measurement[];
  let writes: readonly Measurement[];

  beforeAll(async () => {
    measurements = await runRuntime(runtime);
    writes = measurements.filter(isWrite);
  });

  test('ends every call', () => {
    expect(measurements.length).toBeGreaterThan(500);
    expect(short(measurements.filter(({ result }) => result === undefined))).toEqual([]);
    expect(short(measurements.filter(({ result }) => !/^ok$|Error$/.test(result)))).toEqual([]);
    expect(short(measurements.filter(({ result, outcome }) => result !== 'ok' && outcome === undefined))).toEqual([]);
  });

  test.runIf(runtime.sendsOnce)('sends every write once', () => {
    expect(short(writes.filter(({ requests }) => requests.length > 1))).toEqual([]);
  });

  test('sends all copies of a write with one idempotency key', () => {
    const keys = (one: Measurement): Set<string | undefined> => new Set(headersOf('x-action', one));
    const arrived = writes.filter(({ requests }) => requests.length > 0);
    expect(short(arrived.filter((one) => keys(one).size !== 1 || keys(one).has(undefined)))).toEqual([]);
  });

  test('succeeds only if the API has responded with a success', () => {
    const successes = measurements.filter(({ result }) => result === 'ok');
    expect(short(successes.filter(({ failure }) => failure !== 'none' && !ONCE_NAMES.has(failure)))).toEqual([]);
    expect(short(measurements.filter(({ failure, result }) => failure === 'none' && result !== 'ok'))).toEqual([]);
  });

  test('says that a write was not sent only if nothing has arrived', () => {
    const notSent = writes.filter(({ outcome }) => outcome === 'not-sent');
    expect(short(notSent.filter(({ requests }) => requests.length > 0))).toEqual([]);
  });

  test('says that a write had no effect only if the status says so', () => {
    expect(short(writes.filter(({ outcome, failure }) => outcome === 'no-effect' && !NO_EFFECT.test(failure)))).toEqual(
      [],
    );
  });

  test('sends files as a whole, with their names', () => {
    const uploads = writes.filter(({ call, failure }) => call.startsWith('upload') && failure === 'none');
    expect(uploads.length).toBeGreaterThanOrEqual(3);
    const received = uploads.map(({ call, requests }) => ({ call, ...fileIn(requests[0]!.body.toString('latin1')) }));
    expect(received).toEqual(uploads.map(({ call }) => ({ call, name: FILE_NAME, bytes: FILE_BYTES })));
  });

  test('names itself in the user agent, except in browsers, which name themselves', () => {
    const isOwn = (one: Measurement): boolean =>
      headersOf('user-agent', one).every((value) => value?.startsWith('secuconnect-client-js/'));
    const arrived = measurements.filter(({ requests }) => requests.length > 0);
    expect(new Set(arrived.map(isOwn))).toEqual(new Set([runtime.kind !== 'page']));
  });

  test.runIf(runtime.sendsOnce)('does what docs/runtimes.md says', async () => {
    expect(await sectionOf({ runtime, measurements }), 'Update the page with `pnpm runtimes`.').toBe(
      currentSection(runtime.name),
    );
  });
});
