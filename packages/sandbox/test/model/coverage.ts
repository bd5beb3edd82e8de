import { PAYMENT_STEPS, type PaymentStateName, type PaymentStep } from '../../src/states/payment-steps.ts';
import { SMART_STEPS, type SmartResult, type SmartStatus, type SmartStep } from '../../src/states/smart-steps.ts';
import { findStep, type Step } from '../../src/states/steps.ts';
import type { Fields, System } from './system.ts';

/** What a command does to a sale, by its operation. */
export type Kind =
  'create' | 'update' | 'preTransaction' | 'prepare' | 'confirm' | 'start' | 'deliver' | 'cancel' | 'abort' | 'payment';

const APPROVALS: readonly (readonly SmartStep[])[] = [['fail'], ['approve'], ['approve', 'wait'], ['approve', 'pay']];

/** The steps that an operation can take, one after the other. What happens to a payment changes its sale, or does not. */
const SMART_PATHS: Readonly<Record<Kind, readonly (readonly SmartStep[])[]>> = {
  create: [],
  update: [['update']],
  preTransaction: [['preTransaction']],
  prepare: [['redirect'], ...APPROVALS],
  confirm: [[], ...APPROVALS],
  start: [['fail'], ['wait'], ['pay']],
  deliver: [['deliver']],
  cancel: [['cancel']],
  abort: [['abort']],
  payment: [[], ['pay'], ['fail'], ['approve'], ['wait']],
};

const AUTHORISED: readonly (readonly PaymentStep[])[] = [
  ['authorise'],
  ['authorise', 'complete'],
  ['authorise', 'check'],
  ['authorise', 'approve-invoice'],
  ['authorise', 'await-transfer'],
];
const SINGLE: readonly (readonly PaymentStep[])[] = PAYMENT_STEPS.map(({ step }) => [step]);
/** What a day, or two weeks, can bring. */
const SEVERAL: readonly (readonly PaymentStep[])[] = [
  ['complete', 'charge-back'],
  ['refund-rest', 'book-refund'],
];

const isPaid = (to: SmartResult, after: SmartStatus): boolean =>
  to === after || (to === 'paid' && ['ok', 'received', 'collection'].includes(after));

/** The pairs of a step and the state before it that lead from a state to another; `undefined` if no path does. */
function pairsOf<Name extends string, State extends string, Result extends string>(
  table: readonly Step<Name, State, Result>[],
  paths: readonly (readonly Name[])[],
  before: State,
  leads: (to: string) => boolean,
): string[] | undefined {
  for (const path of paths) {
    const pairs: string[] = [];
    let state: string | undefined = before;
    for (const step of path) {
      if (state === undefined) break;
      pairs.push(`${step} from ${state}`);
      state = findStep(table, step, state as State)?.to;
    }
    if (state !== undefined && leads(state)) return pairs;
  }
  return undefined;
}

export const allPairs = <Name extends string, State extends string, Result extends string>(
  table: readonly Step<Name, State, Result>[],
): string[] => table.flatMap(({ step, from }) => from.map((state) => `${step} from ${state}`));

/** The states of everything in the store. */
export interface States {
  readonly smart: ReadonlyMap<string, SmartStatus>;
  readonly payments: ReadonlyMap<string, { readonly state: PaymentStateName; readonly left: number }>;
}

export const statesOf = (system: System): States => ({
  smart: new Map(system.all('smart.transactions').map(({ id, status }) => [id, status] as [string, SmartStatus])),
  payments: new Map(system.all('_payments').map((record) => [record['id'], record] as [string, Fields & never])),
});

/** Which transitions of the tables were seen, and which changes no path of the tables explains. */
export class Coverage {
  readonly smart = new Set<string>();
  readonly payments = new Set<string>();
  readonly unexplained: string[] = [];

  /** @param target The sale that the command is about, which it changes even where the status stays. */
  record(kind: Kind, text: string, before: States, after: States, target: string | undefined): void {
    for (const [id, status] of after.smart) {
      const from = before.smart.get(id);
      if (from === undefined || (from === status && id !== target)) continue;
      const pairs = pairsOf(SMART_STEPS, SMART_PATHS[kind], from, (to) => isPaid(to as SmartResult, status));
      this.#add(this.smart, pairs, `${text}: a sale from ${from} to ${status}`);
    }
    for (const [id, { state, left }] of after.payments) {
      const was = before.payments.get(id);
      const from = was?.state ?? 'open';
      if (left < 0 || (from === state && left === was?.left) || (!was && state === 'open')) continue;
      // A payment that is lowered stays where it is.
      const lowers: readonly (readonly PaymentStep[])[] = from === state ? [['refund-part'], []] : [];
      const paths = [...lowers, ...(was || kind === 'start' ? [...SINGLE, ...SEVERAL] : [['deny'], ...AUTHORISED])];
      const confirmed = kind === 'confirm' ? [['deny'] as const, ...AUTHORISED] : [];
      const pairs = pairsOf(PAYMENT_STEPS, [...confirmed, ...paths] as PaymentStep[][], from, (to) => to === state);
      this.#add(this.payments, pairs, `${text}: a payment from ${from} to ${state}`);
    }
  }

  #add(seen: Set<string>, pairs: readonly string[] | undefined, change: string): void {
    if (!pairs) this.unexplained.push(change);
    for (const pair of pairs ?? []) seen.add(pair);
  }
}
