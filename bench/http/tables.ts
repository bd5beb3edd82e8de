import { quantile } from '../paired-comparison.ts';
import { times, whole, type Table } from '../report.ts';
import type { Counts } from './counts.ts';
import type { Scenario } from './measure.ts';
import { pairedRatio, type Samples } from './rounds.ts';
import { BASE } from './ways.ts';

const CALL_NAMES = { get: 'GET of 300 bytes', create: 'POST of JSON', list: 'GET of 60 kB' };
const PROTOCOL_NAMES = { http: 'plain HTTP', https: 'TLS' };

/**
 * One table per protocol and number of calls at once: the ratio of each way to the base, on the clock and of the processor.
 *
 * @param measured The processes of each scenario.
 */
export function timeTables(scenarios: readonly Scenario[], measured: readonly (readonly Samples[])[]): Table[] {
  const groups = Map.groupBy(
    scenarios.map((scenario, at) => ({ ...scenario, processes: measured[at]! })),
    ({ protocol, atOnce }) => `${PROTOCOL_NAMES[protocol]}, ${atOnce === 1 ? 'one at a time' : `${atOnce} at once`}`,
  );
  return [...groups].map(([title, group]) => ({
    title: `${title}: × raw fetch, time / processor time`,
    columns: ['way', ...group.map(({ call }) => CALL_NAMES[call])],
    rows: waysOf(group[0]!.processes).map((way) => [
      way === BASE ? 'raw fetch' : way,
      ...group.map(({ processes }) => cell(processes, way)),
    ]),
  }));
}

const waysOf = (processes: readonly Samples[]): string[] => [...new Set(processes.flatMap(Object.keys))];

/** The base shows its µs, so that ratios can be read as time; those of another machine differ. */
function cell(processes: readonly Samples[], way: string): string {
  const ratio = (of: 'wall' | 'cpu'): string => times(pairedRatio(processes, way, BASE, of)!);
  if (way !== BASE) return `${ratio('wall')} / ${ratio('cpu')}`;
  const { wall, cpu } = processes[0]![BASE]!;
  return `1 (${whole(quantile(wall, 0.5))} / ${whole(quantile(cpu, 0.5))} µs)`;
}

/** What can be counted: it does not depend on the machine. */
export function countTable(counts: ReadonlyMap<string, Readonly<Record<'http' | 'https', Counts>>>): Table {
  const base = counts.get(BASE)?.http.bytes;
  return {
    title: 'Counted, each way in a process of its own',
    columns: ['way', 'bytes allocated per GET', '× raw fetch', 'connections of 100 calls', 'with TLS'],
    rows: [...counts].map(([way, { http, https }]) => [
      way === BASE ? 'raw fetch' : way,
      whole(http.bytes!),
      base === undefined ? '' : times(http.bytes! / base),
      String(http.sockets),
      String(https.sockets),
    ]),
  };
}
