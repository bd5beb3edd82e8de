import { isoTime, type Clock } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { notFound } from '../engine/exception.ts';
import { propertiesOf } from '../spec/project.ts';
import { RESOURCES } from '../spec/resources.ts';
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

/** Stores an object, with the time as that of its latest change, if its model has one. */
export function save<Kind extends Stored>(
  { store, clock }: Pick<Engine, 'store' | 'clock'>,
  kind: string,
  object: Kind,
): Kind {
  const saved = { ...object, ...timeOf(kind, 'updated', clock) };
  store.put(kind, saved);
  return saved;
}

/** Stores a new object, with `object`, an id and the time, if its model has one. */
export function create<Kind extends object>(
  { store, clock, ids }: Pick<Engine, 'store' | 'clock' | 'ids'>,
  kind: string,
  prefix: string,
  fields: Kind,
): Kind & Reference {
  const made = { object: kind, id: ids.id(prefix), ...timeOf(kind, 'created', clock), ...fields };
  store.put(kind, made);
  return made;
}

/** The fields of the models by kind: two resources may show one object. */
const FIELDS = new Map<string, Set<string>>();
for (const { kind, schema } of RESOURCES.values())
  FIELDS.set(kind, new Set([...(FIELDS.get(kind) ?? []), ...Object.keys(propertiesOf(schema))]));

function timeOf(kind: string, field: 'created' | 'updated', clock: Clock): { created?: string; updated?: string } {
  return FIELDS.get(kind)?.has(field) ? { [field]: isoTime(clock.now()) } : {};
}
