import type { Answered, Call } from '@secuconnect/api';

/** One page of a list. */
export interface Page<Item> {
  /** Number of all matches. */
  readonly count: number;
  readonly data: Item[];
}

/** The part of a list query that paging changes. */
export interface Position {
  readonly count?: number | undefined;
  readonly offset?: number | undefined;
}

/** Page size when the query names none; the server's own is 20. */
const PAGE_SIZE = 100;

/**
 * The matches of a list, fetched page by page while they are consumed.
 *
 * - `for await (const item of list)` walks over all items, from the start each time.
 * - `for await (const page of list.pages())` walks over pages.
 * - `await list` fetches only the first page, as the query asks for it.
 */
export class Paginator<Item> implements AsyncIterable<Item>, Call<Page<Item>> {
  readonly [Symbol.toStringTag] = 'Paginator';
  readonly #fetchPage: (position: Position) => Call<Page<Item>>;
  readonly #start: Position;

  constructor(fetchPage: (position: Position) => Promise<unknown>, start: Position = {}) {
    this.#fetchPage = fetchPage as (position: Position) => Call<Page<Item>>;
    this.#start = start;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item, void, undefined> {
    for await (const page of this.pages()) yield* page.data;
  }

  /** The pages one after the other, until all matches have been handed out. */
  async *pages(): AsyncGenerator<Page<Item>, void, undefined> {
    const count = this.#start.count ?? PAGE_SIZE;
    let offset = this.#start.offset ?? 0;
    for (;;) {
      const page = await this.#fetchPage({ count, offset });
      if (page.data.length === 0) return;
      yield page;
      offset += page.data.length;
      if (offset >= page.count) return;
    }
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
  withResponse(): Promise<Answered<Page<Item>>> {
    return this.#first().withResponse();
  }

  /** The response with the first page, its body unread. */
  asResponse(): Promise<Response> {
    return this.#first().asResponse();
  }

  #first(): Call<Page<Item>> {
    return this.#fetchPage({});
  }
}
