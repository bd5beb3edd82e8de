import type { FaultKind, Sandbox } from '@secuconnect/sandbox';

const FAULTS: readonly FaultKind[] = [
  'drop-before-commit',
  'drop-after-commit',
  'cut-body',
  'late-commit',
  'bad-gateway',
  'latency',
];
const OPERATIONS = [
  'smart.transactions.create',
  'smart.transactions.prepare',
  'smart.transactions.startPrepared',
  'payment.transactions.capture',
  'payment.transactions.cancel',
  // Reads fail, too.
  'smart.transactions.list',
  'smart.transactions.get',
  'payment.transactions.checkStatus',
];
/** The API executes a call for three minutes at most. */
const LATEST_MS = 175_000;
const INTERVAL_MS = 60;

/** Breaks a call of a random operation, again and again. */
export function breakCalls(
  { faults }: Sandbox['control'],
  { random, speed }: { readonly random: () => number; readonly speed: number },
): { stop(): void; count(): number } {
  let count = 0;
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
  const timer = setInterval(() => {
    for (const { id, made, times = 1 } of faults.list())
      if (made >= times) {
        count += made;
        faults.remove(id);
      }
    if (faults.list().length > 10) return;
    const kind = pick(FAULTS);
    const delay = kind === 'late-commit' ? (random() * LATEST_MS) / speed : kind === 'latency' ? random() * 4_000 : 0;
    faults.add({ kind, operation: pick(OPERATIONS), ...(delay > 0 && { delay }) });
  }, INTERVAL_MS);
  return {
    stop: () => {
      clearInterval(timer);
      faults.clear();
    },
    count: () => count,
  };
}
