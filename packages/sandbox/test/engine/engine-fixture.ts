import { SandboxClock } from '../../src/engine/clock.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { Ids } from '../../src/engine/ids.ts';
import { Schedule, type Job } from '../../src/engine/schedule.ts';
import { DEFAULT_SETTINGS, type PushSettings, type Settings } from '../../src/engine/settings.ts';
import { Store, type Change, type Journal } from '../../src/store/store.ts';

export const NOON = Date.UTC(2026, 0, 1, 12);
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** A journal whose changes outlive the store: opened again, it stands for a restart. */
export class MemoryJournal implements Journal {
  readonly commits: (readonly Change[])[] = [];
  isClosed = false;

  load(): (Change & { text: string })[] {
    const kept = new Map<string, Change & { text: string }>();
    for (const change of this.commits.flat()) {
      const key = JSON.stringify([change.kind, change.id]);
      if (change.text === undefined) kept.delete(key);
      else kept.set(key, change as Change & { text: string });
    }
    return [...kept.values()];
  }

  commit(changes: readonly Change[]): void {
    this.commits.push(changes);
  }

  close(): void {
    this.isClosed = true;
  }
}

export interface FixtureOptions {
  readonly journal?: Journal;
  readonly seed?: number;
  /** @default noon */
  readonly now?: number;
  readonly settings?: Partial<Omit<Settings, 'pushes'>>;
  readonly pushes?: Partial<PushSettings>;
}

/** The parts of a sandbox whose clock stands still, and what its jobs have thrown. */
export function engineParts({ journal, seed, now = NOON, settings, pushes }: FixtureOptions = {}): Omit<
  Engine,
  'pushes'
> & { readonly failures: { failure: unknown; job: Job }[] } {
  const store = new Store(journal);
  const clock = new SandboxClock(now);
  const ids = new Ids(counter(), seed);
  const failures: { failure: unknown; job: Job }[] = [];
  const schedule = new Schedule(store, clock, ids, (failure, job) => void failures.push({ failure, job }));
  return {
    store,
    clock,
    ids,
    schedule,
    failures,
    settings: { ...DEFAULT_SETTINGS, ...settings, pushes: { ...DEFAULT_SETTINGS.pushes, ...pushes } },
  };
}

/** Counts from 0 for each name. */
export function counter(): (name: string) => number {
  const taken = new Map<string, number>();
  return (name) => {
    const next = taken.get(name) ?? 0;
    taken.set(name, next + 1);
    return next;
  };
}
