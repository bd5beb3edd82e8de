/** Settles like the promise, or rejects with the signal's reason as soon as it is aborted. Leaves no listener on the signal. */
export function rejectOnAbort<Value>(promise: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    const release = (): void => signal.removeEventListener('abort', abort);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(release);
  });
}

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. Leaves no timer. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const elapsed = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  return rejectOnAbort(elapsed, signal).finally(() => clearTimeout(timer));
}
