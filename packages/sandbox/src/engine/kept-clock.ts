import type { Store } from '../store/store.ts';
import type { SandboxClock } from './clock.ts';

const KIND = '_clock';

interface KeptClock {
  readonly id: string;
  readonly now: number;
  readonly ahead: number;
}

/** Keeps how far the clock was moved, so that a restart does not turn it back: what has expired must not become valid again. */
export function keepClock(store: Store, clock: SandboxClock): void {
  store.put<KeptClock>(KIND, { id: 'clock', now: clock.now(), ahead: clock.ahead });
}

/** Moves a new clock to where it was. */
export function restoreClock(store: Store, clock: SandboxClock): void {
  const kept = store.get<KeptClock>(KIND, 'clock');
  if (kept) clock.moveTo(clock.stopped ? kept.now : clock.now() + kept.ahead);
}
