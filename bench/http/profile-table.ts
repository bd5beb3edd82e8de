import type { Table } from '../report.ts';
import type { Profiled } from './profile.ts';

const MOST_ROWS = 40;
/** The processor waits for the server, or takes the profile: neither is time of a call. */
const OTHER = /^\(idle\)$|node:inspector/;

/** Where the time of a call is spent: self time in µs per call, by module and by function. */
export function profileTables({ profile, calls }: Profiled): Table[] {
  const self = new Map<number, number>();
  for (const [at, id] of (profile.samples ?? []).entries())
    self.set(id, (self.get(id) ?? 0) + (profile.timeDeltas?.[at] ?? 0));
  const modules = new Map<string, number>();
  const functions = new Map<string, number>();
  for (const { id, callFrame } of profile.nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const module = moduleName(url) || functionName;
    const place = url === '' ? '' : ` ${moduleName(url)}:${lineNumber + 1}`;
    add(modules, module, self.get(id) ?? 0);
    add(functions, `${functionName || '(anonymous)'}${place}`, self.get(id) ?? 0);
  }
  return [ranking('Self time by module', modules, calls), ranking('Self time by function', functions, calls)];
}

const add = (to: Map<string, number>, key: string, value: number): void => void to.set(key, (to.get(key) ?? 0) + value);

/** The last folders of a file, which name a package and its module. */
const moduleName = (url: string): string => (url.startsWith('node:') ? url : url.split('/').slice(-3).join('/'));

function ranking(title: string, times: ReadonlyMap<string, number>, calls: number): Table {
  const busy = [...times].filter(([name]) => !OTHER.test(name));
  const total = busy.reduce((sum, [, time]) => sum + time, 0);
  return {
    title: `${title} (${(total / calls).toFixed(0)} µs of the processor per call)`,
    columns: ['', 'µs per call', '%'],
    rows: busy
      .sort(([, one], [, other]) => other - one)
      .slice(0, MOST_ROWS)
      .map(([name, time]) => [name, (time / calls).toFixed(1), ((time / total) * 100).toFixed(1)]),
  };
}
