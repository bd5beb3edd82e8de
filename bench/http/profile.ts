/** Profiles GETs of some ways in turns, and returns the profiles. */
import { Session } from 'node:inspector/promises';
import { inputOfChild, returnToParent } from '../child.ts';
import type { Origins } from './start-server.ts';
import { makeWay, type Way } from './ways.ts';

export interface ProfileInput {
  readonly origins: Origins;
  readonly ways: readonly string[];
  /** Of each way. */
  readonly seconds: number;
  readonly atOnce: number;
}

/** A `.cpuprofile` of one way, and the number of calls in it. */
export interface Profiled {
  readonly way: string;
  readonly profile: CpuProfile;
  readonly calls: number;
}

/** A function of a profile. */
export interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

/** The part of a `.cpuprofile` that is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: CallFrame;
  }[];
  /** Ids of nodes. */
  readonly samples?: readonly number[] | undefined;
  /** µs from one sample to the next. */
  readonly timeDeltas?: readonly number[] | undefined;
}

const WARM_UP_CALLS = 3_000;
const INTERVAL_US = 100;
/** Of each way, so that a busy machine slows down all of them. */
const TURNS = 6;

const { origins, ways, seconds, atOnce } = inputOfChild<ProfileInput>();
const made = new Map<string, Way>();
for (const name of ways) made.set(name, await makeWay(name, origins.http));
for (const way of made.values()) for (let call = 0; call < WARM_UP_CALLS; call++) await way.get();

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.setSamplingInterval', { interval: INTERVAL_US });

async function profileOf(way: Way): Promise<Omit<Profiled, 'way'>> {
  await session.post('Profiler.start');
  let calls = 0;
  const end = performance.now() + (seconds * 1_000) / TURNS;
  const worker = async (): Promise<void> => {
    for (; performance.now() < end; calls++) await way.get();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const { profile } = await session.post('Profiler.stop');
  return { profile, calls };
}

const profiled: Profiled[] = [];
for (let turn = 0; turn < TURNS; turn++)
  for (const [name, way] of made) profiled.push({ way: name, ...(await profileOf(way)) });
returnToParent(profiled);
