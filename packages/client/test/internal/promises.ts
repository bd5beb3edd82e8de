/** A promise that never settles. */
export const never = new Promise<never>(() => undefined);

/** What a promise is now: `'pending'`, its value, or the reason of its rejection. */
export const stateOf = (promise: Promise<unknown>): Promise<unknown> =>
  Promise.race([promise.catch((reason: unknown) => reason), Promise.resolve().then(() => 'pending')]);
