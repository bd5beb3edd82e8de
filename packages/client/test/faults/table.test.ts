import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CALL_KINDS, type CallKindName } from './call-kinds.ts';
import { injectFailure, type ObservedCall } from './inject-failure.ts';
import { OutputRecorder } from './output-recorder.ts';
import { POLICY, PROVES_NO_EFFECT, type FailureName } from './policy.ts';
import { reliabilityPage } from './reliability-page.ts';
import { leaksIn, makeSecrets } from './secrets.ts';
import { TRANSPORTS } from './transports.ts';

const failures = Object.keys(POLICY) as FailureName[];
const kinds = Object.keys(CALL_KINDS) as CallKindName[];
/** How many calls run at once: more would delay each other beyond the short timeouts. */
const CONCURRENCY = 24;

const expectedCell = (failure: FailureName, kind: CallKindName): string => {
  const expected = POLICY[failure];
  const { role } = CALL_KINDS[kind];
  return role === 'download' ? (expected.download ?? expected.reads) : expected[role];
};

describe.each(TRANSPORTS)('over $name', (transport) => {
  const recorder = new OutputRecorder();
  const secrets = makeSecrets();
  const calls: ObservedCall[] = [];
  const callsWith = (failure: FailureName): ObservedCall[] => calls.filter((call) => call.failure === failure);

  beforeAll(async () => {
    // Short backoff delays; other tests check how long they are.
    vi.spyOn(Math, 'random').mockReturnValue(0.05);
    recorder.start();
    const queue = failures.flatMap((failure) => kinds.map((kind) => ({ failure, kind })));
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift())
        calls.push(await injectFailure(next.failure, next.kind, secrets, recorder, transport));
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    // Anything that still runs has failed by then, and is recorded.
    await new Promise((resolve) => setTimeout(resolve, 50));
    recorder.stop();
    vi.restoreAllMocks();
  }, 120_000);

  /** Prints how long the slowest call of each row took. It is not checked, because a busy host is slow too. */
  afterAll(() => {
    const slowest = (failure: FailureName): number =>
      Math.max(...callsWith(failure).map(({ duration }) => Math.round(duration)));
    console.log(`Over ${transport.name}:`);
    console.table(Object.fromEntries(failures.map((failure) => [failure, { 'slowest call, ms': slowest(failure) }])));
  });

  describe('each kind of call ends as the policy says', () => {
    test.each(failures)('each kind of call ends as the policy says after this failure: %s', (failure) => {
      const observed = Object.fromEntries(callsWith(failure).map((call) => [call.kind, call.observed]));
      expect(observed).toEqual(Object.fromEntries(kinds.map((kind) => [kind, expectedCell(failure, kind)])));
    });
  });

  describe('the whole table has these properties', () => {
    const retriedWrites = (): ObservedCall[] =>
      calls.filter(({ apiRequests }) => apiRequests.length > 1 && apiRequests.some(({ method }) => method !== 'GET'));

    test('a write arrives twice only after a failure that proves that it had no effect', () => {
      expect(retriedWrites().filter(({ failure }) => !PROVES_NO_EFFECT.has(failure))).toEqual([]);
      expect(retriedWrites().length).toBeGreaterThan(0);
    });

    test('every attempt of a write sends the same request with the same idempotency key', () => {
      for (const { apiRequests } of retriedWrites()) {
        const [first, ...others] = apiRequests.map(({ method, url, body, headers }) => [
          headers['x-action'],
          method,
          url,
          // Each form has its own boundary.
          body.replaceAll(/-{4,}formdata-\S+/g, '--boundary'),
        ]);
        expect(first![0]).toMatch(/^[\w-]{36}$/);
        for (const other of others) expect(other).toEqual(first);
      }
    });

    test('nothing is retried after a status 500', () => {
      const after500 = calls.filter(({ failure }) => failure.startsWith('status 500'));
      expect(after500).toHaveLength(6 * kinds.length);
      expect(
        after500.filter(({ apiRequests, tokenRequests }) => apiRequests.length > 1 || tokenRequests.length > 1),
      ).toEqual([]);
    });

    test('a call without a token is not sent', () => {
      const withoutToken = calls.filter(({ kind, observed }) => kind === 'token request' && !observed.endsWith('ok'));
      expect(withoutToken.filter(({ apiRequests }) => apiRequests.length > 0)).toEqual([]);
      expect(withoutToken.length).toBeGreaterThan(0);
    });

    test('another origin receives no request', () => {
      expect(calls.filter(({ otherOriginRequests }) => otherOriginRequests > 0)).toEqual([]);
    });

    test('the client leaves no rejection unhandled and writes nothing to the console', () => {
      expect(recorder.unhandledRejections).toEqual([]);
      expect(recorder.output().filter(({ source }) => source.startsWith('console') || source === 'warning')).toEqual(
        [],
      );
    });

    test('the client puts out no secret', () => {
      // There was something to find: the server received the secrets, and the recorder saw output of every kind.
      const requests = calls.flatMap((call) => [...call.apiRequests, ...call.tokenRequests]);
      const received = requests.map(({ headers, body }) =>
        [headers.authorization, body, ...new URLSearchParams(body).values()].join('\n'),
      );
      expect(leaksIn(received.join('\n'), secrets).sort()).toEqual(Object.keys(secrets).sort());
      const output = recorder.output();
      for (const source of ['logger debug', 'listener request', 'channel secuconnect:call:end', 'error of'])
        expect(output.some((record) => record.source.startsWith(source))).toBe(true);
      const leaks = output.flatMap(({ source, text }) => leaksIn(text, secrets).map((name) => `${name}: ${source}`));
      expect([...new Set(leaks)]).toEqual([]);
    });
  });
});

test('docs/reliability.md shows this policy; `pnpm faults:docs` writes it', async () => {
  await expect(await reliabilityPage(failures, kinds, expectedCell)).toMatchFileSnapshot(
    '../../../../docs/reliability.md',
  );
});
