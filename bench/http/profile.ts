/** Profiles GETs of one way, one at a time, and returns the profile. */
import { Session } from 'node:inspector/promises';
import { inputOfChild, returnToParent } from '../child.ts';
import type { Origins } from './start-server.ts';
import { makeWay } from './ways.ts';

export interface ProfileInput {
  readonly origins: Origins;
  readonly way: string;
  readonly seconds: number;
  readonly atOnce: number;
}

/** A `.cpuprofile`, and the number of calls in it. */
export interface Profiled {
  readonly profile: CpuProfile;
  readonly calls: number;
}

/** The part of a `.cpuprofile` that is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** Ids of nodes. */
  readonly samples?: readonly number[] | undefined;
  /** µs from one sample to the next. */
  readonly timeDeltas?: readonly number[] | undefined;
}

const WARM_UP_CALLS = 3_000;
const INTERVAL_US = 100;

const { origins, way: name, seconds, atOnce } = inputOfChild<ProfileInput>();
const way = await makeWay(name, origins.http);
for (let call = 0; call < WARM_UP_CALLS; call++) await way.get();

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });
await session.post('Profiler.start');
let calls = 0;
const end = performance.now() + seconds * 1_000;
const worker = async (): Promise<void> => {
  for (; performance.now() < end; calls++) await way.get();
};
await Promise.all(Array.from({ length: atOnce }, worker));
const { profile } = await session.post('Profiler.stop');
returnToParent({ profile, calls } satisfies Profiled);
