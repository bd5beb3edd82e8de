import { parameterNames } from '@secuconnect/api';
import { ApiError } from '../errors/api-errors.ts';
import type { Json } from '../internal/json.ts';
import type { ApiByPath } from '../path-client.ts';
import { builder } from '../query/builder.ts';
import type { RequestOptions } from '../request-options.ts';
import { snapshotOf, type Facts } from './facts.ts';
import { isAsSent, type Observed } from './judge.ts';
import type { SettleRule } from './rule.ts';
import { valuesAt } from './values.ts';

/** How many items of a list to look at: the search may find similar references, too. */
const MAX_MATCHES = 100;
/** The server rounds times to seconds, and may have noted one a little before the request was complete. */
const TOLERANCE_MS = 2_000;

/** What the API shows, and the object or item that shows it. */
export interface Observation {
  readonly observed: Observed;
  readonly object: unknown;
}

type Get = (path: string, call: object) => Promise<{ data: unknown; response: Response }>;

/**
 * Reads what the rule compares. Sends one GET, and nothing else.
 *
 * @param age Time since the call began, in ms: an item of a list that is older belongs to another call.
 * @throws SecuconnectError if the read fails.
 */
export async function observe(
  api: ApiByPath,
  rule: SettleRule,
  facts: Facts,
  age: number,
  options: RequestOptions = {},
): Promise<Observation> {
  const get = api.GET as unknown as Get;
  const path = Object.fromEntries(parameterNames(rule.read).map((name) => [name, facts.path[name]]));
  if (!facts.search) {
    try {
      const { data } = await get(rule.read, { ...options, params: { path } });
      return { observed: await snapshotOf(rule, facts, data), object: data };
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) throw error;
      return { observed: 'gone', object: undefined };
    }
  }
  const { search } = facts;
  const terms = Object.entries(search).map(([name, value]) => builder.eq(name as never, value as never));
  const q = terms.length > 0 ? builder.and(...terms) : undefined;
  const query = {
    ...(q && { q }),
    count: MAX_MATCHES,
    ...(rule.created !== undefined && { sort: `${rule.created}:desc` }),
  };
  const { data, response } = await get(rule.read, { ...options, params: { path, query } });
  const { data: items = [], count } = (data ?? {}) as { data?: readonly unknown[]; count?: unknown };
  const serverTime = Date.parse(response.headers.get('date') ?? '');
  // Without the time of the server, no age excludes an item: the clock of this host may be wrong.
  const isTimed = !Number.isNaN(serverTime);
  const earliest = (isTimed ? serverTime : Date.now()) - age - TOLERANCE_MS;
  const isOlder = (item: unknown): boolean => {
    const [created] = rule.created === undefined ? [] : valuesAt(item, rule.created);
    return Date.parse(String(created)) < earliest;
  };
  const found = items.filter((item) => !isOlder(item));
  const hasAll = (item: unknown, is: (shown: Json, sent: Json) => boolean): boolean =>
    Object.entries(search).every(([name, sent]) => valuesAt(item, name).some((shown) => is(shown, sent)));
  const matches: unknown[] = [];
  for (const item of found)
    if (hasAll(item, isSame) && isAsSent(facts, await snapshotOf(rule, facts, item))) matches.push(item);
  const similar = (isTimed ? found : items).filter((item) => hasAll(item, isSimilar));
  // The one may be behind a full page of newer items, and a server may make its pages smaller than it was asked to.
  const isFull = items.length >= MAX_MATCHES || (typeof count === 'number' && count > items.length);
  const hidden = isFull && !(isTimed && items.length > 0 && isOlder(items.at(-1))) ? 1 : 0;
  return {
    observed: { matches: matches.length, others: similar.length - matches.length + hidden },
    object: matches[0],
  };
}

/** A number that was sent may be shown as a text. */
const isSame = (shown: Json, sent: Json): boolean => String(shown) === String(sent);

/** A server may trim, shorten or change the case of what was sent: the item proves nothing then, and neither does its absence. */
function isSimilar(shown: Json, sent: Json): boolean {
  const [one, other] = [shown, sent].map((text) =>
    String(text).normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase(),
  );
  return one !== '' && other!.startsWith(one!);
}
