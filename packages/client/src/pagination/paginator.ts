import type { ApiCall, WithResponse } from '@secuconnect/api';
import type { Checkpoint } from './checkpoint.ts';
import type { ListOptions } from './list-options.ts';
import { offsetPager } from './offset-pager.ts';
import type { FetchPage, Page, PagePosition, ReadPage } from './page.ts';
import { scrollPager } from './scroll-pager.ts';
import { iterate, type ListIterator } from './list-iterator.ts';

/**
 * The matches of a list, fetched page by page while they are consumed. Nothing is asked for before that, and no more than a page is kept.
 *
 * - `for await (const item of list)` walks over all items, from the start each time.
 * - `for await (const page of list.pages())` walks over pages.
 * - `await list` fetches only the first page, as the query asks for it.
 * - `first()`, `toArray({ limit })` and `total()` do what they say.
 * - `checkpoint()` tells where the loop stands, to go on with `from` later or in another process.
 *
 * A loop ends with a `PagingError` rather than going round in circles, and with a `ScrollExpiredError` when a scroll has expired. An error
 * in a loop has the checkpoint to go on from (`checkpointOf`).
 */
export class Paginator<Item> implements AsyncIterable<Item>, ApiCall<Page<Item>> {
  readonly [Symbol.toStringTag] = 'Paginator';
  readonly #fetchPage: FetchPage;
  readonly #query: PagePosition;
  readonly #options: ListOptions;
  #walk: ListIterator<unknown> | undefined;

  /**
   * @param fetchPage Lays a position over the query and sends it with the given options.
   * @param query What paging needs to know of the query.
   * @param options Settings for this list.
   * @throws TypeError when `from` is not a checkpoint.
   */
  constructor(fetchPage: FetchPage, query: PagePosition = {}, options: ListOptions = {}) {
    const { resumeFrom } = options;
    // Text that was not parsed, or something else: it would start the list anew.
    if (resumeFrom && !(Number.isInteger(resumeFrom.offset) && resumeFrom.offset >= 0))
      throw new TypeError('`from` is not a checkpoint.');
    this.#fetchPage = fetchPage;
    this.#query = resumeFrom?.mode === 'offset' ? { ...query, offset: resumeFrom.offset } : query;
    this.#options = options;
  }

  /** The items one after the other. The iterator has a `checkpoint()` too, and after an error its `next()` tries the same page again. */
  [Symbol.asyncIterator](): ListIterator<Item> {
    return (this.#walk = this.#start(({ data }) => data));
  }

  /** The pages one after the other, those without items left out. */
  pages(): ListIterator<Page<Item>> {
    return (this.#walk = this.#start((page) => [page]));
  }

  /** The first match, if there is one. One request for one item. */
  async first(): Promise<Item | undefined> {
    return (await this.#first({ ...this.#query, count: 1 })).data?.[0];
  }

  /**
   * The matches in one array: at most `limit`, so that a list that has grown cannot fill the memory.
   *
   * @throws RangeError when there are more, as a list that was cut off silently gives wrong sums. `truncate: true` cuts it off.
   */
  async toArray({ limit, truncate }: { limit: number; truncate?: boolean | undefined }): Promise<Item[]> {
    if (!(limit >= 0)) throw new TypeError('toArray needs a limit.');
    const items: Item[] = [];
    for await (const item of this.#start(({ data }) => data)) {
      if (items.length < limit) items.push(item);
      else if (!truncate) throw new RangeError(`There are more than ${limit} items; see \`truncate\`.`);
      if (truncate && items.length >= limit) break;
    }
    return items;
  }

  /** Number of all matches, by a request for one item; `undefined` if the platform does not tell. It may change while the list is walked. */
  async total(): Promise<number | undefined> {
    return (await this.#first({ ...this.#query, count: 1 })).count;
  }

  /**
   * Where the latest loop over this list stands: behind the item, or page, that it handed out last. Before any loop, the start. Take it
   * when that item is dealt with; on an iterator of one's own, take its `checkpoint()`.
   */
  checkpoint(): Checkpoint {
    return (this.#walk ?? this[Symbol.asyncIterator]()).checkpoint();
  }

  // oxlint-disable-next-line unicorn/no-thenable -- `await list` is meant to give the first page.
  then<Done = Page<Item>, Failed = never>(
    done?: ((page: Page<Item>) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    // oxlint-disable-next-line promise/no-callback-in-promise -- handing the callbacks on is what `then` is.
    return this.#first().then(done, failed);
  }

  catch<Failed = never>(
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Page<Item> | Failed> {
    return this.#first().catch(failed);
  }

  finally(done?: (() => void) | null): Promise<Page<Item>> {
    return this.#first().finally(done);
  }

  /** The first page together with the response that it came in. */
  withResponse(): Promise<WithResponse<Page<Item>>> {
    return this.#first().withResponse();
  }

  /** The response with the first page, its body unread. */
  asResponse(): Promise<Response> {
    return this.#first().asResponse();
  }

  #start<Value>(valuesOf: (page: Page<Item>) => readonly Value[]): ListIterator<Value> {
    const { mode, resumeFrom } = this.#options;
    const { scroll_expire, scroll_id } = this.#query;
    const way = resumeFrom?.mode ?? mode ?? ((scroll_expire ?? scroll_id) ? 'scroll' : 'offset');
    const fetch: ReadPage<Item> = (position, settings) =>
      this.#fetchPage(position, { ...this.#options, ...settings }) as ReturnType<ReadPage<Item>>;
    const route = way === 'scroll' ? scrollPager<Item>(this.#query, resumeFrom) : offsetPager<Item>(this.#query);
    return iterate(route, fetch, this.#options, valuesOf);
  }

  #first({ count, offset } = this.#query): ApiCall<Page<Item>> {
    return this.#fetchPage({ count, offset }, this.#options) as ApiCall<Page<Item>>;
  }
}
