import { q, type SearchQuery } from '@secuconnect/client';
import { CliError } from '../cli-error.ts';
import type { Checkpoint, ExportPlan } from './checkpoint.ts';

/** An object of the list, as far as the walk needs it. */
export interface Exported {
  readonly id: string;
  readonly created: string;
}

/** Fetches one page of a list. */
export type FetchPage = (query: {
  readonly q: SearchQuery;
  readonly sort: string;
  readonly count: number;
  readonly offset: number;
}) => Promise<{
  readonly data: readonly { readonly id?: unknown; readonly created?: unknown }[];
  readonly count: number;
}>;

export interface ExportedPage {
  readonly items: readonly Exported[];
  /** How many objects are left, this page included. */
  readonly left: number;
  /** Where to go on behind this page. */
  readonly position: Pick<Checkpoint, 'last' | 'atLast'>;
}

const PAGE_SIZE = 500;

/**
 * Walks over a list in the order of creation, from a position. Each page asks for what was created at or after the last object, and skips those of the
 * same moment that it has: no offset grows with the list, no scroll expires, and any process can go on from a position.
 */
export async function* walk(
  fetchPage: FetchPage,
  { since, until, q: condition }: Pick<ExportPlan, 'since' | 'q'> & { readonly until: string },
  start: ExportedPage['position'],
): AsyncGenerator<ExportedPage> {
  let position = start;
  let first: string | undefined;
  for (;;) {
    const range = q`created:[${new Date(position.last ?? since)} TO ${new Date(until)}]`;
    const query = condition === null ? range : q.and(range, q.raw(condition));
    const offset = position.atLast;
    const { data, count } = await fetchPage({ q: query, sort: 'created:asc,id:asc', count: PAGE_SIZE, offset });
    if (data.length === 0) return;
    const items = data.map(exported);
    if (items[0]!.id === first)
      throw new CliError(
        `The API has returned the page from ${first} twice.`,
        undefined,
        'The same command tries again.',
      );
    first = items[0]!.id;
    position = positionAfter(items, position);
    yield { items, left: Math.max(items.length, count - offset), position };
    // A short page may be one that a server has limited, so only an empty one is the end.
  }
}

function exported(item: { readonly id?: unknown; readonly created?: unknown }): Exported {
  const { id, created } = item;
  if (typeof id !== 'string' || typeof created !== 'string' || Number.isNaN(Date.parse(created)))
    throw new CliError(
      `An object has no id, or no time of creation: ${JSON.stringify({ id, created })}. It cannot be exported in order.`,
    );
  return item as Exported;
}

/** Equal times may be written in different zones. */
function positionAfter(items: readonly Exported[], before: ExportedPage['position']): ExportedPage['position'] {
  const last = items.at(-1)!.created;
  const isSame = (time: string | null): boolean => time !== null && Date.parse(time) === Date.parse(last);
  const inPage = items.filter(({ created }) => isSame(created)).length;
  return isSame(before.last) ? { last: before.last, atLast: before.atLast + inPage } : { last, atLast: inPage };
}
