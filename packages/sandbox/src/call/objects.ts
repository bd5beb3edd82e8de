import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { notFound } from '../engine/exception.ts';
import type { Stored } from '../store/store.ts';

/** A link to an object, as the API writes it. */
export interface Reference {
  readonly object: string;
  readonly id: string;
}

export const reference = (object: string, id: string): Reference => ({ object, id });

/** @throws ApiException 404 */
export function load<Kind extends object>({ store }: Pick<Engine, 'store'>, kind: string, id: string): Kind & Stored {
  const object = store.get<Kind>(kind, id);
  if (!object) throw notFound(kind, id);
  return object;
}

/** Stores an object, with the time as that of its latest change. */
export function save<Kind extends Stored>(
  { store, clock }: Pick<Engine, 'store' | 'clock'>,
  kind: string,
  object: Kind,
): Kind {
  const saved = { ...object, updated: isoTime(clock.now()) };
  store.put(kind, saved);
  return saved;
}

/** Stores a new object, with `object`, an id and the time. */
export function create<Kind extends object>(
  { store, clock, ids }: Pick<Engine, 'store' | 'clock' | 'ids'>,
  kind: string,
  prefix: string,
  fields: Kind,
): Kind & Reference & { readonly created: string } {
  const made = { object: kind, id: ids.id(prefix), created: isoTime(clock.now()), ...fields };
  store.put(kind, made);
  return made;
}
