import type { ApiCall } from '@secuconnect/api';
import { wireQuery } from '../query/wire-query.ts';
import { assertPosition, type FetchPage, type PagePosition } from './page.ts';
import { Paginator } from './paginator.ts';
import type { PageRequestOptions, PagingOptions } from './paging-options.ts';

/** How a transport gets the pages of lists. */
export interface Paging {
  /** Returns a query with its search query as text. */
  toWire(query: object | null | undefined): PagePosition | undefined;
  /** @throws TypeError that names the parameter, for a position that paging cannot compute with. */
  assertPosition(query: PagePosition | undefined): void;
  /** Returns the matches of a list. */
  list<Options extends PageRequestOptions & PagingOptions>(
    fetchPage: FetchPage<Options>,
    query: PagePosition | undefined,
    options: Options | undefined,
  ): ApiCall<unknown>;
}

/**
 * Lets the lists of single resource classes fetch page by page: `createTransport(options, paging)`. A value to import, so that a program without lists
 * does not have it in its bundle.
 */
export const paging: Paging = {
  toWire: (query) => wireQuery<PagePosition>(query),
  assertPosition,
  list: (fetchPage, query, options) => new Paginator(fetchPage, query, options),
};
