import { ApiException } from '../engine/exception.ts';
import { EXTRA_OPERATIONS } from '../spec/extra-operations.ts';
import { OPERATIONS } from '../spec/operations.ts';
import { Dropped } from './dropped.ts';
import type { Outgoing } from './exchange.ts';

/** What can go wrong with a call. */
export type FaultKind =
  /** The answer comes late. */
  | 'latency'
  /** The connection breaks, and nothing was done. */
  | 'drop-before-commit'
  /** The call was executed, and the connection breaks before the answer. */
  | 'drop-after-commit'
  /** The connection breaks, and the call is executed some time later. */
  | 'late-commit'
  /** A gateway answers with a page, and nothing was done. */
  | 'bad-gateway'
  /** The call was executed, and the answer stops in the middle. */
  | 'cut-body'
  /** The call was executed, and the answer stops in the middle without an end. */
  | 'stall-body'
  /** The token is rejected, although it is valid. */
  | 'unauthorized'
  /** Too many requests; nothing was done. */
  | 'rate-limit'
  /** Another error status; nothing was done. */
  | 'status';

export const FAULT_KINDS: readonly FaultKind[] = [
  'latency',
  'drop-before-commit',
  'drop-after-commit',
  'late-commit',
  'bad-gateway',
  'cut-body',
  'stall-body',
  'unauthorized',
  'rate-limit',
  'status',
];

/** A rule that makes calls fail. */
export interface FaultRule {
  /** What goes wrong. */
  readonly kind: FaultKind;
  /**
   * Operation, such as `smart.transactions.start`, a namespace with a star, such as `smart.*`, or `oauth.token`.
   *
   * @default `*`, which is every operation
   */
  readonly operation?: string;
  /** How many matching calls are left alone before. @default 0 */
  readonly skip?: number;
  /** How many calls fail. @default 1 */
  readonly times?: number;
  /**
   * In milliseconds: for `latency` on the computer's clock, by default 1000; for `late-commit` on the clock of the sandbox, by default a minute.
   */
  readonly delay?: number;
  /** For `rate-limit`, in seconds. */
  readonly retryAfter?: number;
  /** For `status`. @default 500 */
  readonly status?: number;
}

/** What the numbers of a rule may be. */
const RANGES = {
  skip: [0, Number.POSITIVE_INFINITY],
  times: [0, Number.POSITIVE_INFINITY],
  delay: [0, 60 * 60 * 1000],
  retryAfter: [0, 24 * 60 * 60],
  status: [400, 599],
} as const;
/** What a rule can be about. */
const OPERATION_IDS = ['oauth.token', ...[...OPERATIONS, ...EXTRA_OPERATIONS].map(({ id }) => id)];
const FIELDS = ['kind', 'operation', ...Object.keys(RANGES)];
/** Every call looks through the rules. */
const MAX_RULES = 100;

interface ActiveRule extends FaultRule {
  readonly id: number;
  seen: number;
  made: number;
}

/** The rules by which calls fail. The first rule that applies decides. */
export class Faults {
  readonly #rules: ActiveRule[] = [];
  #last = 0;

  /**
   * @returns The id of the rule.
   * @throws ApiException for a rule that cannot be, and for too many.
   */
  add(rule: FaultRule): number {
    assertRule(rule);
    if (this.#rules.length >= MAX_RULES) throw new ApiException(400, `There are ${MAX_RULES} faults; remove some`);
    this.#last += 1;
    this.#rules.push({ ...rule, id: this.#last, seen: 0, made: 0 });
    return this.#last;
  }

  remove(id: number): boolean {
    const index = this.#rules.findIndex((rule) => rule.id === id);
    if (index >= 0) this.#rules.splice(index, 1);
    return index >= 0;
  }

  clear(): void {
    this.#rules.length = 0;
  }

  list(): readonly Readonly<ActiveRule>[] {
    return this.#rules;
  }

  /** The fault for a call; counts the call. */
  next(operation: string): FaultRule | undefined {
    for (const rule of this.#rules) {
      if (!matches(rule.operation ?? '*', operation)) continue;
      rule.seen += 1;
      if (rule.seen <= (rule.skip ?? 0) || rule.made >= (rule.times ?? 1)) continue;
      rule.made += 1;
      return rule;
    }
    return undefined;
  }
}

function assertRule(rule: FaultRule): void {
  if (!FAULT_KINDS.includes(rule.kind))
    throw new ApiException(400, `${JSON.stringify(rule.kind)} is no fault: use ${FAULT_KINDS.join(', ')}`);
  for (const name of Object.keys(rule))
    if (!FIELDS.includes(name)) throw new ApiException(400, `A fault has no ${name}: use ${FIELDS.join(', ')}`);
  if (rule.operation !== undefined && typeof rule.operation !== 'string')
    throw new ApiException(400, 'operation must be a text');
  if (rule.operation !== undefined && !OPERATION_IDS.some((id) => matches(rule.operation!, id)))
    throw new ApiException(400, `There is no operation ${rule.operation}, such as payment.transactions.cancel`);
  for (const [name, [least, most]] of Object.entries(RANGES)) {
    const value = rule[name as keyof typeof RANGES] ?? least;
    if (typeof value !== 'number' || !(value >= least && value <= most))
      throw new ApiException(400, `${name} must be a number from ${least} to ${most}`);
  }
}

const matches = (pattern: string, operation: string): boolean =>
  pattern.endsWith('*') ? operation.startsWith(pattern.slice(0, -1)) : pattern === operation;

const BAD_GATEWAY = '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/**
 * What a fault does before a call is executed.
 *
 * @returns An answer in place of the call's.
 * @throws Dropped, or ApiException.
 */
export async function faultBefore(fault: FaultRule | undefined): Promise<Outgoing | undefined> {
  switch (fault?.kind) {
    case 'latency':
      await new Promise((resolve) => setTimeout(resolve, fault.delay ?? 1000));
      return undefined;
    case 'drop-before-commit':
      throw new Dropped();
    case 'bad-gateway':
      return { status: 502, headers: { 'content-type': 'text/html' }, body: BAD_GATEWAY };
    case 'unauthorized':
      throw new ApiException('ProductUnauthorizedException');
    case 'rate-limit':
      return {
        status: 429,
        headers: {
          'content-type': 'text/plain',
          ...(fault.retryAfter !== undefined && { 'retry-after': String(fault.retryAfter) }),
        },
        body: 'Too many requests',
      };
    case 'status':
      throw new ApiException(fault.status ?? 500);
    default:
      return undefined;
  }
}

/** How long a call waits until it is executed, in milliseconds on the clock of the sandbox; `undefined` if it does not wait. */
export const commitDelay = (fault: FaultRule | undefined): number | undefined =>
  fault?.kind === 'late-commit' ? (fault.delay ?? 60_000) : undefined;

/** What a fault does when the call was executed. */
export function faultAfter(fault: FaultRule | undefined, answer: Outgoing): Outgoing {
  if (fault?.kind === 'drop-after-commit') throw new Dropped();
  if (fault?.kind !== 'cut-body' && fault?.kind !== 'stall-body') return answer;
  // Without a body, there is nothing to break but the connection.
  if (!answer.body?.length) throw new Dropped();
  return { ...answer, breaks: fault.kind === 'cut-body' ? 'cut' : 'stall' };
}
