import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CALLS, type CallName } from './calls.ts';
import { runCell, type Cell } from './cell.ts';
import { pageOf } from './page.ts';
import { POLICY, PROVES_NOTHING_DONE, type Expected, type FaultName } from './policy.ts';
import { leaksIn, makeSecrets } from './secrets.ts';
import { Witness } from './witness.ts';

const faults = Object.keys(POLICY) as FaultName[];
const calls = Object.keys(CALLS) as CallName[];
/** How many cells are under way at once: more would keep each other waiting beyond the short time limits. */
const AT_ONCE = 24;

const witness = new Witness();
const secrets = makeSecrets();
const cells: Cell[] = [];
const expectedOf = (fault: FaultName, call: CallName): string => {
  const expected: Expected = POLICY[fault];
  const { role } = CALLS[call];
  return role === 'download' ? (expected.download ?? expected.reads) : expected[role];
};
const cellsOf = (fault: FaultName): Cell[] => cells.filter((cell) => cell.fault === fault);

beforeAll(async () => {
  // Short pauses between attempts; how long they are is tested elsewhere.
  vi.spyOn(Math, 'random').mockReturnValue(0.05);
  witness.start();
  const waiting = faults.flatMap((fault) => calls.map((call) => ({ fault, call })));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      cells.push(await runCell(next.fault, next.call, secrets, witness));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  // Whatever is still under way has failed by now; let it be heard.
  await new Promise((resolve) => setTimeout(resolve, 50));
  witness.stop();
  vi.restoreAllMocks();
}, 120_000);

/** How long the slowest call of each row took: for reading, since a busy machine is slow without anybody's fault. */
afterAll(() => {
  const slowest = (fault: FaultName): number => Math.max(...cellsOf(fault).map(({ took }) => Math.round(took)));
  console.table(Object.fromEntries(faults.map((fault) => [fault, { 'slowest call, ms': slowest(fault) }])));
});

describe('each kind of call ends as the policy says', () => {
  test.each(faults)('after %s', (fault) => {
    const seen = Object.fromEntries(cellsOf(fault).map((cell) => [cell.call, cell.seen]));
    expect(seen).toEqual(Object.fromEntries(calls.map((call) => [call, expectedOf(fault, call)])));
  });
});

describe('over the whole table', () => {
  const repeatedWrites = (): Cell[] =>
    cells.filter(({ arrived }) => arrived.length > 1 && arrived.some(({ method }) => method !== 'GET'));

  test('nothing that writes arrives twice, except after the server has proved that it did nothing', () => {
    expect(repeatedWrites().filter(({ fault }) => !PROVES_NOTHING_DONE.has(fault))).toEqual([]);
    expect(repeatedWrites().length).toBeGreaterThan(0);
  });

  test('what is repeated is the same each time, and under the same name', () => {
    for (const { arrived } of repeatedWrites()) {
      const [first, ...others] = arrived.map(({ method, url, body, headers }) => [
        headers['x-action'],
        method,
        url,
        // Each form has a boundary of its own.
        body.replaceAll(/-{4,}formdata-\S+/g, '--boundary'),
      ]);
      expect(first![0]).toMatch(/^[\w-]{36}$/);
      for (const other of others) expect(other).toEqual(first);
    }
  });

  test('nothing is repeated after a status 500', () => {
    const after500 = cells.filter(({ fault }) => fault.startsWith('status 500'));
    expect(after500).toHaveLength(3 * calls.length);
    expect(after500.filter(({ arrived, tokenRequests }) => arrived.length > 1 || tokenRequests.length > 1)).toEqual([]);
  });

  test('without a token, nothing is sent', () => {
    const refused = cells.filter(({ call, seen }) => call === 'request for a token' && !seen.endsWith('ok'));
    expect(refused.filter(({ arrived }) => arrived.length > 0)).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
  });

  test('another origin hears nothing', () => {
    expect(cells.filter(({ heardElsewhere }) => heardElsewhere > 0)).toEqual([]);
  });

  test('no rejection goes unhandled, and nothing is written to the console', () => {
    expect(witness.unhandled).toEqual([]);
    expect(witness.testimony().filter(({ from }) => from.startsWith('console') || from === 'warning')).toEqual([]);
  });

  test('no secret is in anything that the client says', () => {
    // There was something to find: the server got the secrets, and the witness heard of all that happened.
    const arrived = cells.flatMap((cell) => [...cell.arrived, ...cell.tokenRequests]);
    const sent = arrived.map(({ headers, body }) =>
      [headers.authorization, body, ...new URLSearchParams(body).values()].join('\n'),
    );
    expect(leaksIn(sent.join('\n'), secrets).sort()).toEqual(Object.keys(secrets).sort());
    const testimony = witness.testimony();
    for (const from of ['logger debug', 'listener attempt', 'channel secuconnect:done', 'error of'])
      expect(testimony.some((one) => one.from.startsWith(from))).toBe(true);
    const leaks = testimony.flatMap(({ from, text }) => leaksIn(text, secrets).map((name) => `${name}: ${from}`));
    expect([...new Set(leaks)]).toEqual([]);
  });
});

test('docs/reliability.md shows this policy; `pnpm faults:docs` writes it', async () => {
  await expect(await pageOf(faults, calls, expectedOf)).toMatchFileSnapshot('../../../../docs/reliability.md');
});
