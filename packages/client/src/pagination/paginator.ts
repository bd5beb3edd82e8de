import type { ApiCall, WithResponse } from '@secuconnect/api';
import type { Checkpoint } from './checkpoint.ts';
import { iterate, type ListIterator } from './list-iterator.ts';
import { offsetPager } from './offset-pager.ts';
import { toPage, toPageOrObject, type FetchPage, type Page, type PagePosition } from './page.ts';
import type { ReadPage } from './pager.ts';
import type { PageRequestOptions, PagingOptions } from './paging-options.ts';
import { scrollPager } from './scroll-pager.ts';

/**
 * The matches of a list, fetched page by page while they are consumed. Nothing is requested before, and no more than a page is kept in memory.
 *
 * - `for await (const item of list)` loops over all items; each loop starts at the beginning.
 * - `for await (const page of list.pages())` loops over pages.
 * - `await list` fetches only the first page, with the `count` and `offset` of the query.
 * - `first()`, `toArray({ limit })` and `total()` return one item, an array and the number of matches.
 * - `checkpoint()` says where the loop stands: pass it as `resumeFrom` to continue later or in another process.
 *
 * A loop that cannot be continued throws a `PagingError`, for example at a duplicate page, or a `ScrollExpiredError` when its scroll has expired. Every error
 * in a loop has the checkpoint to resume from (`getCheckpoint`).
 */
export class Paginator<Item, Options extends PageRequestOptions = PageRequestOptions>
  implements AsyncIterable<Item>, ApiCall<Page<Item>>
{
  readonly [Symbol.toStringTag] = 'Paginator';
  readonly #fetchPage: FetchPage<Options>;
  readonly #query: PagePosition;
  readonly #options: Options & PagingOptions;
  #latestLoop: ListIterator<unknown> | undefined;

  /**
   * @param fetchPage Merges a position into the query and sends it with the given options.
   * @param query The part of the query that paging changes.
   * @param options Of this list; passed to each request.
   * @throws TypeError when `resumeFrom` is not a checkpoint.
   */
  constructor(
    fetchPage: FetchPage<Options>,
    query: PagePosition = {},
    options: Options & PagingOptions = {} as Options & PagingOptions,
  ) {
    const { resumeFrom } = options;
    // JSON that was not parsed, for example: it would restart the list.
    if (resumeFrom && !isCheckpoint(resumeFrom))
      throw new TypeError('`resumeFrom` is not a checkpoint. Was its JSON parsed?');
    this.#fetchPage = fetchPage;
    this.#query = resumeFrom?.mode === 'offset' ? { ...query, offset: resumeFrom.offset } : query;
    this.#options = options;
  }

  /** Loops over the items. The iterator has a `checkpoint()` too, and after an error its `next()` requests the same page again. */
  [Symbol.asyncIterator](): ListIterator<Item> {
    return (this.#latestLoop = this.#startLoop(({ data }) => data));
  }

  /** Loops over the pages; those without items are skipped. */
  pages(): ListIterator<Page<Item>> {
    return (this.#latestLoop = this.#startLoop((page) => [page]));
  }

  /** The first match, or `undefined`. One request for one item. Of a list that continues a scroll, the first match of the query without that scroll. */
  async first(): Promise<Item | undefined> {
    const pager = offsetPager<Item>({ ...this.#query, count: 1 });
    while (!pager.done) {
      const { data } = await pager.read((position) => this.#fetchWithoutScroll(position));
      if (data.length) return data[0];
    }
    return undefined;
  }

  /**
   * The matches in one array: at most `limit`, so that a list that has grown cannot exhaust the memory.
   *
   * @param options.limit Largest number of items.
   * @param options.truncate Whether to drop the items above the limit instead of rejecting.
   * @throws RangeError when there are more: a list that was cut off silently gives wrong sums.
   * @throws TypeError without a limit.
   */
  async toArray({ limit, truncate }: { limit: number; truncate?: boolean | undefined }): Promise<Item[]> {
    if (!(limit >= 0)) throw new TypeError(`\`limit\` must be a non-negative number; got ${String(limit)}.`);
    const items: Item[] = [];
    for await (const item of this.#startLoop(({ data }) => data)) {
      if (items.length < limit) items.push(item);
      else if (!truncate)
        throw new RangeError(`There are more than ${limit} items. Pass \`truncate: true\` to drop the others.`);
      if (truncate && items.length >= limit) break;
    }
    return items;
  }

  /**
   * Number of all matches, or `undefined` if the API does not return it. One request for one item. The number may change during a loop. Of a list that
   * continues a scroll, the number of matches of the query without that scroll.
   */
  async total(): Promise<number | undefined> {
    return toPage(await this.#fetchWithoutScroll({ offset: this.#query.offset, count: 1 })).count;
  }

  /**
   * Where the latest loop over this list stands: behind the item, or the page, that it returned last. Before any loop, the start of the list. Call it
   * once that item is processed. An iterator that you create yourself has a separate `checkpoint()`.
   */
  checkpoint(): Checkpoint {
    return (this.#latestLoop ?? this[Symbol.asyncIterator]()).checkpoint();
  }

  // oxlint-disable-next-line unicorn/no-thenable -- `await list` is meant to return the first page.
  then<Done = Page<Item>, Failed = never>(
    done?: ((page: Page<Item>) => Done | PromiseLike<Done>) | null,
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Done | Failed> {
    // oxlint-disable-next-line promise/no-callback-in-promise -- `then` exists to pass the callbacks on.
    return this.#firstPage().then<Page<Item>>(toPageOrObject).then(done, failed);
  }

  catch<Failed = never>(
    failed?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Page<Item> | Failed> {
    return this.then(undefined, failed);
  }

  finally(done?: (() => void) | null): Promise<Page<Item>> {
    return this.then(null).finally(done);
  }

  /** The first page together with its HTTP response. */
  async withResponse(): Promise<WithResponse<Page<Item>>> {
    const { data, response } = await this.#firstPage().withResponse();
    return { data: toPageOrObject(data), response };
  }

  /** The HTTP response with the first page, its body unread. */
  asResponse(): Promise<Response> {
    return this.#firstPage().asResponse();
  }

  #startLoop<Value>(toValues: (page: Page<Item>) => readonly Value[]): ListIterator<Value> {
    const { resumeFrom } = this.#options;
    const { scroll_expire, scroll_id } = this.#query;
    const mode = resumeFrom?.mode ?? this.#options.mode ?? ((scroll_expire ?? scroll_id) ? 'scroll' : 'offset');
    const readPage: ReadPage = (position, pageOptions) =>
      this.#fetchPage(position, { ...this.#options, ...pageOptions });
    const pager = mode === 'scroll' ? scrollPager<Item>(this.#query, resumeFrom) : offsetPager<Item>(this.#query);
    return iterate(pager, readPage, this.#options, toValues);
  }

  #firstPage(): ApiCall<unknown> {
    const { count, offset } = this.#query;
    return this.#fetchPage({ count, offset }, this.#options) as ApiCall<unknown>;
  }

  /** One page, without using up a page of the scroll that the query names. */
  #fetchWithoutScroll(position: PagePosition): Promise<unknown> {
    return this.#fetchPage({ ...position, scroll_id: undefined, scroll_expire: undefined }, this.#options);
  }
}

const isCheckpoint = ({ mode, offset }: Checkpoint): boolean =>
  (mode === 'offset' || mode === 'scroll') && Number.isSafeInteger(offset) && offset >= 0;
