import { AbortError } from '../errors/connection-errors.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { CheckedPage, Page } from './page.ts';
import type { Pager, ReadPage } from './pager.ts';
import { withCheckpoint } from './paging-errors.ts';

/** A loop over a list that has been started. */
export interface ListIterator<Value> extends AsyncIterableIterator<Value> {
  next(): Promise<IteratorResult<Value, undefined>>;
  /** Ends the loop, and cancels the prefetch. */
  return(value?: undefined): Promise<IteratorReturnResult<undefined>>;
  /** Ends the loop, and rejects with the error. `yield*` calls it when an error is thrown into its generator. */
  throw(error?: unknown): Promise<IteratorReturnResult<undefined>>;
  /** Where the loop stands: behind the value that it returned last. */
  checkpoint(): Checkpoint;
}

const END = { value: undefined, done: true } as const;

/**
 * Returns the values on the pages of a list, one after the other.
 * - After an error, `next()` requests the same page again: unlike an async generator, this iterator does not end with an error.
 * - Calls of `next()` that do not wait for one another receive the values in order.
 * - A value that has arrived costs one resolved promise; an async generator would add turns of the event loop.
 * - Prefetching is one page ahead. Its failure shows when that page is due, and `return()` (a `break` in the loop) cancels it.
 * - An aborted signal ends the loop at the next value, not at the next page.
 *
 * @param toValues What the loop returns of a page: its items, or the page itself.
 */
export function iterate<Item, Value>(
  pager: Pager<Item>,
  readPage: ReadPage,
  { prefetch, signal }: { prefetch?: boolean | undefined; signal?: AbortSignal | undefined },
  toValues: (page: Page<Item>) => readonly Value[],
): ListIterator<Value> {
  let values: readonly Value[] = [];
  let itemsPerValue = 1;
  let index = 0;
  /** Number of items up to the end of the current page. */
  let position = pager.position;
  let ended = false;
  let loading: Promise<void> | undefined;
  let prefetched: Promise<CheckedPage<Item> | undefined> | undefined;
  let prefetchController: AbortController | undefined;

  const readNonEmpty = async (read: ReadPage): Promise<CheckedPage<Item> | undefined> => {
    while (!pager.done) {
      const page = await pager.read(read);
      if (page.data.length) return page;
    }
    return undefined;
  };

  const startPrefetch = (): void => {
    const controller = (prefetchController = new AbortController());
    signal?.addEventListener('abort', () => controller.abort(signal.reason), { signal: controller.signal });
    prefetched = readNonEmpty((to, options) => readPage(to, { ...options, signal: controller.signal }));
    // Removes the listener from the caller's signal, and handles a rejection until the page is due.
    const release = (): void => controller.abort();
    prefetched.then(release, release);
  };

  const load = async (): Promise<void> => {
    const pending = prefetched;
    prefetched = undefined;
    try {
      const page = await (pending ?? readNonEmpty(readPage));
      position = pager.position;
      if (!page) return void (ended = true);
      [values, index] = [toValues(page as Page<Item>), 0];
      itemsPerValue = page.data.length / values.length;
      if (prefetch && !ended && !pager.done && !signal?.aborted) startPrefetch();
    } catch (failure) {
      position = Math.min(position, pager.position);
      throw withCheckpoint(failure, checkpoint());
    } finally {
      loading = undefined;
    }
  };

  const next = (): Promise<IteratorResult<Value, undefined>> => {
    if (ended) return Promise.resolve(END);
    if (signal?.aborted) {
      const failure = new AbortError({ id: 'list', safe: true }, signal.reason, 'not-sent');
      return Promise.reject(withCheckpoint(failure, checkpoint()) as Error);
    }
    if (index < values.length) return Promise.resolve({ value: values[index++]!, done: false });
    return nextAfterLoading();
  };

  const nextAfterLoading = async (): Promise<IteratorResult<Value, undefined>> => {
    // Nothing holds the items any longer than the loop does: what lives until the next page costs a copy.
    [values, index] = [[], 0];
    await (loading ??= load());
    return next();
  };

  const checkpoint = (): Checkpoint => {
    const left = (values.length - index) * itemsPerValue;
    return pager.checkpoint(position - left, !left && position === pager.position);
  };

  const end = (): void => {
    ended = true;
    prefetchController?.abort();
  };

  return {
    next,
    checkpoint,
    async return(value) {
      end();
      return { value: await value, done: true };
    },
    async throw(error) {
      end();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
