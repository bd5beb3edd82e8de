import type { Aim } from '../report.ts';
import type { Counts } from './counts.ts';
import type { Scenario } from './measure.ts';
import { pairedRatio, type Samples } from './rounds.ts';
import { BASE, CLIENT, NODE_TRANSPORT, UNDICI_TRANSPORT } from './ways.ts';

type Key = readonly [way: string, base: string, of: 'wall' | 'cpu', atMost: number];

const TRANSPORTS = [NODE_TRANSPORT, UNDICI_TRANSPORT];
const ofTransport = (transport: string, ofFetch: number): Key[] => [
  [transport, BASE, 'wall', ofFetch],
  [transport, 'node:http by hand', 'wall', 1.15],
  [transport, 'node:http by hand', 'cpu', 1.15],
  [transport, 'stripe', 'cpu', 0.75],
];

/** The aims of a GET, by the number of calls at once. */
const AIMS: Readonly<Record<number, readonly Key[]>> = {
  1: [
    [CLIENT, BASE, 'wall', 1.08],
    [CLIENT, BASE, 'cpu', 1.08],
    [CLIENT, 'openapi-fetch', 'wall', 1],
    [CLIENT, 'openapi-fetch', 'cpu', 1],
    ...TRANSPORTS.flatMap((transport) => ofTransport(transport, 0.6)),
  ],
  64: [
    [CLIENT, BASE, 'wall', 1.15],
    [CLIENT, BASE, 'cpu', 1.15],
    [CLIENT, 'openapi-fetch', 'wall', 1],
    [CLIENT, 'openapi-fetch', 'cpu', 1],
    ...TRANSPORTS.flatMap((transport) => ofTransport(transport, 0.55)),
  ],
};
const TIME = { wall: 'time', cpu: 'processor time' };

/**
 * The aims of the scenarios that were measured.
 *
 * @param measured The processes of each scenario. Aims that compare what ran in different ones are not among them.
 */
export function timeAims(scenarios: readonly Scenario[], measured: readonly (readonly Samples[])[]): Aim[] {
  return scenarios.flatMap(({ protocol, atOnce, call }, at) => {
    const aims = call === 'get' ? (AIMS[atOnce] ?? []) : [];
    return aims.flatMap(([way, base, of, atMost]) => {
      const value = pairedRatio(measured[at]!, way, base, of);
      const what = `${way} over ${base}: ${TIME[of]} of a GET, ${protocol}, ${atOnce} at once`;
      return value === undefined ? [] : [{ what, value, atMost }];
    });
  });
}

export function socketAims(counts: ReadonlyMap<string, Readonly<Record<'http' | 'https', Counts>>>): Aim[] {
  return TRANSPORTS.flatMap((transport) =>
    Object.entries(counts.get(transport) ?? {}).map(([protocol, { sockets }]) => ({
      what: `${transport}: connections of 100 calls one after another, ${protocol}`,
      value: sockets,
      atMost: 1,
      unit: 'pieces',
    })),
  );
}
