import { AbortError } from '../errors/connection-errors.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ListOptions } from './list-options.ts';
import type { Page, ReadPage } from './page.ts';
import { withCheckpoint } from './paging-errors.ts';
import type { Pager } from './pager.ts';

/** A loop over a list, under way. */
export interface ListIterator<Value> extends AsyncIterableIterator<Value> {
  next(): Promise<IteratorResult<Value, undefined>>;
  return(): Promise<IteratorReturnResult<undefined>>;
  /** Where the loop stands: behind what it handed out last. */
  checkpoint(): Checkpoint;
}

const END = { value: undefined, done: true } as const;

/**
 * Hands out what is on the pages of a list, one after the other.
 * - After an error, `next()` asks for the same page again: unlike an async generator, this does not end with an error.
 * - Calls of `next()` that do not wait for one another get their values in order.
 * - A value that is there costs one resolved promise; an async generator would put further turns of the event loop on top.
 * - Reading ahead goes one page far. Its failure shows when the page is due, and `return()` (a `break` in the loop) cancels it.
 * - An aborted signal ends the loop at the next value, not at the next page.
 */
export function iterate<Item, Value>(
  route: Pager<Item>,
  fetch: ReadPage<Item>,
  { prefetch, signal }: ListOptions,
  valuesOf: (page: Page<Item>) => readonly Value[],
): ListIterator<Value> {
  let values: readonly Value[] = [];
  let at = 0;
  let position = route.position;
  let ended = false;
  let loading: Promise<void> | undefined;
  let ahead: Promise<Page<Item> | undefined> | undefined;
  let stop: AbortController | undefined;

  const read = async (ask: ReadPage<Item>): Promise<Page<Item> | undefined> => {
    while (!route.done) {
      const page = await route.read(ask);
      if (page.data.length) return page;
    }
    return undefined;
  };

  const readAhead = (): void => {
    const own = (stop = new AbortController());
    signal?.addEventListener('abort', () => own.abort(signal.reason), { signal: own.signal });
    ahead = read((to, options) => fetch(to, { ...options, signal: own.signal }));
    // Removes the listener from the caller's signal, and looks at a failure, so that it does not count as unhandled.
    const release = (): void => own.abort();
    ahead.then(release, release);
  };

  const load = async (): Promise<void> => {
    const pending = ahead;
    ahead = undefined;
    try {
      const page = await (pending ?? read(fetch));
      position = route.position;
      if (!page) return void (ended = true);
      [values, at] = [valuesOf(page), 0];
      if (prefetch && !ended && !route.done && !signal?.aborted) readAhead();
    } catch (failure) {
      position = Math.min(position, route.position);
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
    if (at < values.length) return Promise.resolve({ value: values[at++]!, done: false });
    return afterLoading();
  };

  const afterLoading = async (): Promise<IteratorResult<Value, undefined>> => {
    await (loading ??= load());
    return next();
  };

  const checkpoint = (): Checkpoint => {
    const left = values.length - at;
    return route.checkpoint(position - left, !left && position === route.position);
  };

  return {
    next,
    checkpoint,
    async return() {
      ended = true;
      stop?.abort();
      return END;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
