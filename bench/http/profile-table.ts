import type { Table } from '../report.ts';
import type { CallFrame, Profiled } from './profile.ts';

const MOST_ROWS = 40;
/** The processor waits for the server, or takes the profile: neither is time of a call. */
const OTHER = /^\(idle\)$|node:inspector/;

/** Self time in µs per call, by module or function. */
type SelfTimes = ReadonlyMap<string, number>;

/** Where the time of a call is spent, beside that of the base: what differs is what the way adds. */
export function profileTables(profiled: readonly Profiled[], way: string, base: string): Table[] {
  const titles = { module: 'Self time by module', function: 'Self time by function' };
  return (['module', 'function'] as const).map((by) =>
    ranking(titles[by], selfTimes(profiled, way, by), selfTimes(profiled, base, by)),
  );
}

function selfTimes(profiled: readonly Profiled[], way: string, by: 'module' | 'function'): SelfTimes {
  const ofWay = profiled.filter((one) => one.way === way);
  const calls = ofWay.reduce((sum, one) => sum + one.calls, 0);
  const times = new Map<string, number>();
  for (const { profile } of ofWay) {
    const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame, by)]));
    for (const [at, id] of (profile.samples ?? []).entries()) {
      const name = names.get(id)!;
      if (!OTHER.test(name)) times.set(name, (times.get(name) ?? 0) + (profile.timeDeltas?.[at] ?? 0) / calls);
    }
  }
  return times;
}

function nameOf({ functionName, url, lineNumber }: CallFrame, by: 'module' | 'function'): string {
  if (by === 'module') return moduleName(url) || functionName;
  return `${functionName || '(anonymous)'}${url === '' ? '' : ` ${moduleName(url)}:${lineNumber + 1}`}`;
}

/** The last folders of a file, which name a package and its module. */
const moduleName = (url: string): string => (url.startsWith('node:') ? url : url.split('/').slice(-3).join('/'));

function ranking(title: string, ofWay: SelfTimes, ofBase: SelfTimes): Table {
  const total = (times: SelfTimes): number => [...times.values()].reduce((sum, time) => sum + time, 0);
  const cells = (name: string, way: number, base: number): string[] => [
    name,
    way.toFixed(1),
    base.toFixed(1),
    (way - base).toFixed(1),
  ];
  const names = [...new Set([...ofWay.keys(), ...ofBase.keys()])];
  const rows = names
    .map((name) => ({ name, way: ofWay.get(name) ?? 0, base: ofBase.get(name) ?? 0 }))
    .sort((one, other) => other.way - other.base - (one.way - one.base));
  return {
    title: `${title}, µs of the processor per call`,
    columns: ['where', 'way', 'raw fetch', 'difference'],
    rows: [
      cells('all', total(ofWay), total(ofBase)),
      ...rows.slice(0, MOST_ROWS).map(({ name, way, base }) => cells(name, way, base)),
    ],
  };
}
