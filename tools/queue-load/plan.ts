import type { Random } from '@secuconnect/mock/values';

/** An event: an order reaches its next step. */
export interface PlannedEvent {
  readonly id: string;
  readonly order: number;
  /** 1 for the first change of the order, and so on. */
  readonly step: number;
}

/** What happens, in this order. */
export interface Plan {
  readonly orders: number;
  readonly events: readonly PlannedEvent[];
  /** Indexes of `events`, as the pushes arrive: each at least once. Before the delivery at `at`, the first `happened[at]` events have happened. */
  readonly deliveries: readonly number[];
  readonly happened: readonly number[];
}

/** Changes per order. */
export const STEPS = 5;
/** By how many places a push may be late. */
const DISORDER = 200;
/** Of all pushes, how many arrive twice. A tenth of these arrives a third time, long after the others. */
const DUPLICATES = 0.2;

/** The same plan for the same seed. */
export function planPushes(pushes: number, random: Random): Plan {
  const orders = Math.ceil(pushes / STEPS);
  const turns = Array.from({ length: pushes }, (_, at) => at % orders);
  shuffle(turns, random);
  const reached = new Map<number, number>();
  const events = turns.map((order, at): PlannedEvent => {
    const step = (reached.get(order) ?? 0) + 1;
    reached.set(order, step);
    return { id: `evt_${at.toString(16).padStart(8, '0')}`, order, step };
  });
  const arrivals = events.flatMap((_, at) => {
    const late = (by: number): { at: number; when: number } => ({ at, when: at + random.below(by) });
    const isTwice = random.chance(DUPLICATES);
    return [
      late(DISORDER),
      ...(isTwice ? [late(DISORDER)] : []),
      ...(isTwice && random.chance(0.1) ? [late(pushes)] : []),
    ];
  });
  arrivals.sort((one, other) => one.when - other.when);
  let last = 0;
  return {
    orders,
    events,
    deliveries: arrivals.map(({ at }) => at),
    happened: arrivals.map(({ when }) => (last = Math.min(pushes, Math.max(last, when + 1)))),
  };
}

function shuffle(values: number[], random: Random): void {
  for (let at = values.length - 1; at > 0; at--) {
    const other = random.below(at + 1);
    [values[at], values[other]] = [values[other]!, values[at]!];
  }
}
