import { ListPages, type ListPageQuery } from '@secuconnect/platform-facts';
import type { FakeRequest } from './operations.ts';

type Items = readonly unknown[];

/** Responds to the queries of a list from an array, page by page or as a scroll. It neither searches nor sorts. */
export class ListResponder {
  readonly #getItems: (request: FakeRequest) => Items | Promise<Items>;
  readonly #pages = new ListPages<unknown>();

  constructor(getItems: (request: FakeRequest) => Items | Promise<Items>) {
    this.#getItems = getItems;
  }

  /** The body of the response. */
  async respond(request: FakeRequest): Promise<object> {
    const query = (request.query ?? {}) as ListPageQuery;
    const page = this.#pages.page(query.scroll_id === undefined ? await this.#getItems(request) : [], query);
    if (!page) throw new TypeError(`${JSON.stringify(query.scroll_id)} is not a \`scroll_id\` of this list.`);
    return page;
  }
}
