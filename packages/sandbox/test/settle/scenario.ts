import type { RequestOptions, Secuconnect } from '@secuconnect/client';
import type { Sandbox } from '../../src/index.ts';

export interface ScenarioContext {
  readonly secuconnect: Secuconnect;
  readonly sandbox: Sandbox;
  /** From 0 to 1, the same in every run with the same seed. */
  readonly random: () => number;
  /** Different for each call, within one sandbox. */
  readonly unique: (prefix: string) => string;
}

/** One write, with the options that it gets, and the same one each time. */
export type Write = (options: RequestOptions) => PromiseLike<unknown>;

export interface Arranged {
  readonly write: Write;
  /** What another program, a person or the bank does to the same object meanwhile: a change that differs from that of the write. It may be rejected. */
  readonly meanwhile: () => unknown;
}

/** A write that succeeds in the sandbox unless something disturbs it. */
export interface Scenario {
  /** Whether the API accepts the call a second time: what was made with the same reference long ago is not what this call makes. */
  readonly mayRepeat?: true;
  /** Sets up what the write needs. */
  arrange(context: ScenarioContext): Promise<Write | Arranged>;
}

/** The write of a scenario, and what happens to the object meanwhile. */
export async function arrange(scenario: Scenario, context: ScenarioContext): Promise<Arranged> {
  const arranged = await scenario.arrange(context);
  return typeof arranged === 'function' ? { write: arranged, meanwhile: () => undefined } : arranged;
}

/** By operation. */
export type Scenarios = Readonly<Record<string, Scenario>>;

/** One of several values, the same one for the same seed. */
export const pick = <Value>({ random }: Pick<ScenarioContext, 'random'>, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)]!;
