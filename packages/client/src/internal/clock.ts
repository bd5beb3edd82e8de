/** A clock for timeouts, in ms: unlike the wall clock, it never jumps. Its zero has no meaning. */
export const monotonicNow = (): number => performance.now();
