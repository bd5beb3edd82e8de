/** A `fetch` that fails as Node's does, with this code. */
export const lostConnection = (code: string) => (): Promise<never> =>
  Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));
