/**
 * `pnpm bench:leaks`: makes 200,000 calls over HTTP that fail (timeout, reset, status 500 in turn), and looks at what is left: memory, listeners on a
 * signal that all of them had, timers, connections. Nothing here depends on time, so this is a test: it fails above the limits. `--calls` is their number.
 */
import '../../tools/command-tools/errors.ts';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runForJson } from '../child.ts';
import { installPeers } from '../peers.ts';
import { isReached, publish, whole, type Aim } from '../report.ts';
import type { CallsInput, Left } from './calls.ts';

const MOST_HEAP_BYTES = 1_000_000;
const AT_ONCE = 64;
const KEEP_ALIVE_MS = 5_000;
/** How each failure must end; anything else means that something else was measured. */
const ENDINGS = ['STX_TIMEOUT: TimeoutError', 'STX_RESET: ConnectionError', 'STX_ERROR: ServerError'];

const { values: options } = parseArgs({
  options: { calls: { type: 'string', default: '200000' }, json: { type: 'string' } },
});
const calls = Number(options.calls);

async function leftOf(transport: CallsInput['transport']): Promise<Left> {
  const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)), [String(KEEP_ALIVE_MS)]);
  try {
    const [origin] = (await once(server, 'message')) as [string];
    const input: CallsInput = { origin, calls, atOnce: AT_ONCE, keepAliveMs: KEEP_ALIVE_MS, transport };
    return await runForJson<Left>(new URL('calls.ts', import.meta.url), input);
  } finally {
    server.disconnect();
  }
}

const FETCH = 'over fetch';
installPeers();
const found = new Map<string, Left>([
  [FETCH, await leftOf('fetch')],
  ['over the Node transport', await leftOf('nodeFetch')],
  ['over undici', await leftOf('undiciFetch')],
]);

const aims = [...found].flatMap(([way, { before, after, listeners, timers, sockets, idleSockets, endings }]): Aim[] => {
  const others = calls - ENDINGS.reduce((sum, ending) => sum + (endings[ending] ?? 0), 0);
  return [
    { what: `${way}: growth of the heap`, value: after - before, atMost: MOST_HEAP_BYTES, unit: 'bytes' },
    { what: `${way}: listeners left on the signal`, value: listeners, atMost: 0, unit: 'pieces' },
    { what: `${way}: timers left`, value: timers, atMost: 0, unit: 'pieces' },
    { what: `${way}: connections that stay open, idle`, value: idleSockets, atMost: 0, unit: 'pieces' },
    // Node's `fetch` has no bound for them.
    ...(way !== FETCH
      ? [
          {
            what: `${way}: connections right after the calls`,
            value: sockets,
            atMost: AT_ONCE,
            unit: 'pieces',
          } as const,
        ]
      : []),
    { what: `${way}: calls that ended in another way than their failure`, value: others, atMost: 0, unit: 'pieces' },
  ];
});
publish({
  tables: [
    {
      title: `What ${whole(calls)} failed calls leave, ${AT_ONCE} at once`,
      columns: [
        'way',
        'heap before',
        'heap after',
        'growth in bytes',
        'listeners',
        'timers',
        'connections',
        'idle for long',
      ],
      rows: [...found].map(([way, left]) => [
        way,
        `${(left.before / 1e6).toFixed(1)} MB`,
        `${(left.after / 1e6).toFixed(1)} MB`,
        whole(left.after - left.before),
        String(left.listeners),
        String(left.timers),
        String(left.sockets),
        String(left.idleSockets),
      ]),
    },
    {
      title: 'How they ended',
      columns: ['way', 'error', 'calls'],
      rows: [...found].flatMap(([way, { endings }]) =>
        Object.entries(endings).map(([ending, number]) => [way, ending, whole(number)]),
      ),
    },
  ],
  aims,
});
process.exitCode = aims.every(isReached) ? 0 : 1;
