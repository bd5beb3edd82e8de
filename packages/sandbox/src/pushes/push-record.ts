/** The body of a push. It says which object to read, and nothing about it. */
export interface PushEvent {
  readonly object: 'event.pushes';
  /** `evt_…`; the same for each attempt and each copy. */
  readonly id: string;
  readonly created: string;
  readonly target: string;
  readonly type: string;
  readonly data: readonly [{ readonly object: string; readonly id: string }];
}

/** One request to a receiver, and how it ended. */
export interface PushAttempt {
  readonly at: string;
  /** Missing when no response came. */
  readonly status?: number;
  /** Why no response came. */
  readonly error?: string;
  /** How long the receiver took, in ms on the clock of the computer. */
  readonly durationMs: number;
}

/** What has become of a push. */
export interface PushRecord {
  readonly id: string;
  readonly url: string;
  readonly event: PushEvent;
  readonly status: 'waiting' | 'delivered' | 'given-up';
  readonly attempts: readonly PushAttempt[];
  /** Missing unless the push waits. */
  readonly nextAttempt?: string;
}
