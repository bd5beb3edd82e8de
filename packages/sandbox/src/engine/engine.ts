import type { SandboxClock } from './clock.ts';
import type { Ids } from './ids.ts';
import type { Schedule } from './schedule.ts';
import type { Settings } from './settings.ts';
import type { Store } from '../store/store.ts';

/** Tells a receiver that an object has changed. */
export interface PushSender {
  /**
   * Sends a push as a part of the transaction that runs: only if it is committed.
   *
   * @param url Where to; without one, nothing is sent.
   * @param target Kind of the object, such as `payment.transactions`.
   */
  notify(url: string | null | undefined, target: string, id: string, type?: 'changed' | 'added'): void;
}

/** What every part of the sandbox works with. */
export interface Engine {
  readonly clock: SandboxClock;
  readonly schedule: Schedule;
  readonly store: Store;
  readonly ids: Ids;
  readonly pushes: PushSender;
  readonly settings: Settings;
}
