/**
 * `pnpm bench:http`: a call over HTTP with this client, with other clients, and with the least that Node can do, compared with raw `fetch` in turns.
 * The server is a process of its own. `--alone` gives each way a process of its own too, with raw `fetch` beside it; otherwise all of them share the
 * code of Node, as in a program with several clients. `--seconds` is the time per scenario, `--only` takes `http`, `https`, `get`, `create`, `list`,
 * `1` and `64`, `--ways` names of ways. `--profile way` shows where the time of a GET is spent, beside raw `fetch`. Times are only printed.
 */
import '../../tools/command-tools/errors.ts';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runForJson } from '../child.ts';
import { installPeers } from '../peers.ts';
import { publish } from '../report.ts';
import { socketAims, timeAims } from './aims.ts';
import type { Counts, CountsInput } from './counts.ts';
import type { MeasureInput, Scenario } from './measure.ts';
import type { Profiled, ProfileInput } from './profile.ts';
import { profileTables } from './profile-table.ts';
import type { Samples } from './rounds.ts';
import { startServer } from './start-server.ts';
import { countTable, timeTables } from './tables.ts';

const { values: options } = parseArgs({
  options: {
    alone: { type: 'boolean', default: false },
    seconds: { type: 'string', default: '14' },
    only: { type: 'string', multiple: true, default: [] },
    ways: { type: 'string', multiple: true },
    profile: { type: 'string' },
    json: { type: 'string' },
  },
});
const seconds = Number(options.seconds);

installPeers();
const { BASE, CALLS, wayNames } = await import('./ways.ts');
const ways = options.ways ? [BASE, ...options.ways.filter((name) => name !== BASE)] : wayNames;
const { origins, env, stop } = await startServer();
const child = <T>(program: string, input: unknown): Promise<T> =>
  runForJson<T>(new URL(program, import.meta.url), input, { env });

/** Those that have one word of `--only` of each kind that it names. */
function scenarios(): Scenario[] {
  const kinds = [['http', 'https'] as const, [1, 64] as const, CALLS] as const;
  const chosen = kinds.map((kind) => {
    const named = kind.filter((one) => options.only.includes(String(one)));
    return named.length > 0 ? named : kind;
  }) as unknown as typeof kinds;
  const [protocols, numbers, calls] = chosen;
  return protocols.flatMap((protocol) =>
    numbers.flatMap((atOnce) => calls.map((call) => ({ protocol, atOnce, call }))),
  );
}

async function compare(): Promise<void> {
  const all = scenarios();
  console.log(`${all.length} scenarios of ${seconds} s, medians of the ratios within a round.`);
  const measured = await (options.alone ? alone(all) : together(all));
  const counts = await count();
  publish({
    tables: [...timeTables(all, measured), countTable(counts)],
    aims: [...timeAims(all, measured), ...socketAims(counts)],
  });
}

/** The processes of each scenario: one with all ways. */
async function together(all: Scenario[]): Promise<Samples[][]> {
  const input: MeasureInput = { origins, ways, scenarios: all, seconds };
  return (await child<Samples[]>('measure.ts', input)).map((samples) => [samples]);
}

/** One per way, with the base. */
async function alone(all: Scenario[]): Promise<Samples[][]> {
  const others = ways.slice(1);
  const processes: Samples[][] = [];
  for (const way of others) {
    const input: MeasureInput = { origins, ways: [BASE, way], scenarios: all, seconds: seconds / others.length };
    processes.push(await child<Samples[]>('measure.ts', input));
  }
  return all.map((_, at) => processes.map((ofProcess) => ofProcess[at]!));
}

async function count(): Promise<Map<string, Record<'http' | 'https', Counts>>> {
  const counts = new Map<string, Record<'http' | 'https', Counts>>();
  for (const way of ways) {
    const of = (protocol: 'http' | 'https'): Promise<Counts> =>
      child<Counts>('counts.ts', { origins, protocol, way } satisfies CountsInput);
    counts.set(way, { http: await of('http'), https: await of('https') });
  }
  return counts;
}

async function profile(way: string): Promise<void> {
  const atOnce = options.only.includes('64') ? 64 : 1;
  const input: ProfileInput = { origins, ways: [BASE, way], seconds, atOnce };
  const profiled = await child<Profiled[]>('profile.ts', input);
  mkdirSync('.cache', { recursive: true });
  const file = `.cache/${way.replaceAll(/[^a-z]+/gi, '-')}.cpuprofile`;
  writeFileSync(file, JSON.stringify(profiled.findLast((one) => one.way === way)!.profile));
  publish({ tables: profileTables(profiled, way, BASE), aims: [] });
  console.log(`\nThe last of its profiles is ${file}.`);
}

try {
  await (options.profile === undefined ? compare() : profile(options.profile));
} finally {
  stop();
}
