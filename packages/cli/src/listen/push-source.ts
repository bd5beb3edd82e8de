import type { PushEvent } from '@secuconnect/client/pushes';

/** A push on its way to the receiver. */
export interface ForwardedPush {
  readonly event: PushEvent;
  /** What the push URL of the object was signed with, such as an order number. */
  readonly reference?: string;
}

/** New pushes, and what the source has to remember with them. */
export interface SourceStep {
  readonly pushes: readonly ForwardedPush[];
  /** JSON. */
  readonly change: unknown;
}

/** What a source remembers, as a sum of changes. */
export interface SourceMemory {
  /** Applies a change, of this process or an earlier one. */
  apply(change: unknown): void;
  /** Everything that is remembered, as one change. */
  snapshot(): unknown;
}

/**
 * Where pushes come from. A source changes its memory only by `apply`, which the journal calls when it keeps a step: a killed process has either both in
 * its journal, the pushes and that they were read, or neither.
 */
export interface PushSource extends SourceMemory {
  /**
   * Finds where to begin, unless that is remembered.
   *
   * @param since What happens from now on, if `undefined`.
   * @returns The change to apply; `undefined` if there is nothing to change.
   */
  begin(since: Date | undefined): Promise<unknown>;
  /** What is new. Each step is applied before the next one is requested. */
  read(): AsyncGenerator<SourceStep>;
}
