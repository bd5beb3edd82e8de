/** Settles like the promise, or resolves with `undefined` after `ms`. The promise may never settle, so the timer does not keep the process alive. */
export async function settledWithin<Value>(ms: number, promise: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isOver = new Promise<undefined>((resolve) => (timer = unref(setTimeout(() => resolve(undefined), ms))));
  return Promise.race([promise, isOver]).finally(() => clearTimeout(timer));
}

/** Lets the process end although the timer is running. Timers of browsers and Workers are numbers. */
export function unref<Timer>(timer: Timer): Timer {
  (timer as { unref?(): void }).unref?.();
  return timer;
}
