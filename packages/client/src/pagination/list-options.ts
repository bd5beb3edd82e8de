import type { RequestOptions } from '../request-options.ts';
import type { PagingOptions } from './paging-options.ts';

/** Options of a list: how its loops get their pages, and the options of every request among them. */
export interface ListOptions extends RequestOptions, PagingOptions {}
