import type { Store } from '../store/store.ts';
export class Lists {
  #s: Store;
  constructor(o: { store: Store; clock: unknown; ids: unknown; lag: () => number }) {
    this.#s = o.store;
  }
  page(kind: string, query: Readonly<Record<string, unknown>>, _o: object): { count: number; data: object[] } {
    const all = [...this.#s.all(kind)];
    return { count: all.length, data: all.slice(0, Number(query['count'] ?? 20)) };
  }
}
