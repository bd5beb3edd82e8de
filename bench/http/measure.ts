/** The measuring process of `pnpm bench:http`: all given ways in turn, in each scenario. */
import { inputOfChild, returnToParent } from '../child.ts';
import { rounds, type Samples } from './rounds.ts';
import type { Origins } from './start-server.ts';
import { CALLS, makeWay, type Call, type Way } from './ways.ts';

export interface Scenario {
  readonly protocol: 'http' | 'https';
  readonly atOnce: number;
  readonly call: Call;
}

export interface MeasureInput {
  readonly origins: Origins;
  readonly ways: readonly string[];
  readonly scenarios: readonly Scenario[];
  /** Per scenario. */
  readonly seconds: number;
}

const WARM_UP_CALLS = 300;
/** Calls of a batch: some ten milliseconds each. */
const BATCH: Readonly<Record<Call, number>> = { get: 100, create: 100, list: 40 };
const BATCHES_AT_ONCE = 2;

const { origins, ways: names, scenarios, seconds } = inputOfChild<MeasureInput>();

const made: Record<string, Map<string, Way>> = {};
for (const protocol of new Set(scenarios.map((one) => one.protocol))) {
  const ways = new Map<string, Way>();
  for (const name of names) ways.set(name, await makeWay(name, origins[protocol]));
  made[protocol] = ways;
}

// As in a program that has run for a while: every call of every way has been made, before the first one is measured.
for (const ways of Object.values(made))
  for (const way of ways.values())
    for (const call of CALLS) for (let warm = 0; warm < WARM_UP_CALLS; warm++) await way[call]();

const measured: Samples[] = [];
for (const { protocol, atOnce, call } of scenarios) {
  const calls = atOnce === 1 ? BATCH[call] : BATCH[call] * BATCHES_AT_ONCE;
  const tasks = new Map([...made[protocol]!].map(([name, way]) => [name, way[call]] as const));
  measured.push(await rounds(tasks, { calls, atOnce, seconds }));
}
returnToParent(measured);
