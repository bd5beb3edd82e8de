/**
 * `pnpm bench:startup`: what the import of the built client adds to an empty program, compared with that of openapi-fetch, in fresh processes in turns.
 * Times are only printed. Fails if the import uses `globalThis.fetch`: Node loads it at the first use.
 */
import '../../tools/command-tools/errors.ts';
import { parseArgs } from 'node:util';
import { runForJson } from '../child.ts';
import { quantile } from '../paired-comparison.ts';
import { installPeers, peerUrl } from '../peers.ts';
import { publish, times } from '../report.ts';
import type { FetchWatch } from './fetch-watch.ts';
import type { ImportSample } from './program.ts';

const MOST_OVER_OPENAPI_FETCH = 1.2;

const { values: options } = parseArgs({
  options: { samples: { type: 'string', default: '120' }, json: { type: 'string' } },
});
const samples = Number(options.samples);

installPeers();
const CLIENT = '@secuconnect/client';
const PEER = 'openapi-fetch';
const EMPTY = 'an empty module';
const modules: Readonly<Record<string, string>> = {
  // Compiled, so that no sample has the time in which Node reads TypeScript.
  [EMPTY]: 'data:text/javascript,',
  [CLIENT]: import.meta.resolve(CLIENT),
  [PEER]: await peerUrl(PEER),
};
const names = Object.keys(modules);

const taken: Record<string, ImportSample[]> = Object.fromEntries(names.map((name) => [name, []]));
for (let round = -1; round < samples; round++) {
  for (let turn = 0; turn < names.length; turn++) {
    const name = names[(turn + Math.max(round, 0)) % names.length]!;
    const sample = await runForJson<ImportSample>(new URL('program.ts', import.meta.url), modules[name]);
    // The first round fills the caches of the file system.
    if (round >= 0) taken[name]!.push(sample);
  }
}

/** What the import of a module adds, in each round. */
const added = (name: string, of: keyof ImportSample): number[] =>
  taken[name]!.map((sample, round) => sample[of] - taken[EMPTY]![round]![of]);
const median = (values: number[]): number => quantile(values, 0.5);
const ms = (name: string, of: keyof ImportSample): string => `${median(added(name, of)).toFixed(1)} ms`;

const { reads, isLoaded } = await runForJson<FetchWatch>(new URL('fetch-watch.ts', import.meta.url), modules[CLIENT]);
const ofPeer = added(PEER, 'importMs');
const ratio = median(added(CLIENT, 'importMs')) / median(ofPeer);

publish({
  tables: [
    {
      title: `What an import adds to an empty program, medians of ${samples} processes each`,
      columns: ['package', 'the import', 'the whole start', 'processor time', `× ${PEER}`],
      rows: [CLIENT, PEER].map((name) => [
        name,
        ms(name, 'importMs'),
        ms(name, 'totalMs'),
        ms(name, 'cpuMs'),
        name === PEER ? '1' : times(ratio),
      ]),
    },
  ],
  aims: [
    { what: `import of ${CLIENT}, over that of ${PEER}`, value: ratio, atMost: MOST_OVER_OPENAPI_FETCH },
    { what: 'reads of `globalThis.fetch` during the import', value: reads, atMost: 0, unit: 'pieces' },
    { what: "loads of Node's `fetch` during the import", value: Number(isLoaded), atMost: 0, unit: 'pieces' },
  ],
});
process.exitCode = reads > 0 || isLoaded ? 1 : 0;
