import { ApiException } from '../engine/exception.ts';
import { RESOURCES } from '../spec/resources.ts';
import type { Store, Stored } from '../store/store.ts';

/** Objects by kind, such as `{ 'general.stores': [{ id: 'STO_…' }] }`. */
export type Seed = Readonly<Record<string, readonly (Stored & Readonly<Record<string, unknown>>)[]>>;

/** Such as `general.stores`. Kinds that begin with `_` are the sandbox's own. */
const KIND = /^[a-z][\w.]{0,99}$/i;
/** The kinds of the spec, and lists of the platform that have no operations of their own. */
const KINDS = new Set([
  ...[...RESOURCES.values()].map(({ kind }) => kind),
  'general.merchantcategories',
  'smart.secubaseapps',
]);
/** No control characters, and no half characters, which databases change. */
const ID = /^[^\p{Cc}\p{Cs}]{1,200}$/u;

/**
 * Adds objects, or replaces those with the same id; all of them, or none.
 *
 * @throws ApiException 400 for anything but objects with ids in lists by kind.
 */
export function plant(store: Store, seed: Seed): void {
  if (!isObject(seed)) throw new ApiException(400, 'A seed must be an object with lists of objects by kind');
  store.transaction(() => {
    for (const [kind, list] of Object.entries(seed)) {
      if (!KIND.test(kind)) throw new ApiException(400, `${JSON.stringify(kind)} is no kind, such as general.stores`);
      if (!KINDS.has(kind))
        throw new ApiException(400, `There are no ${kind}; kinds are ${[...KINDS].sort().join(', ')}`);
      if (!Array.isArray(list)) throw new ApiException(400, `${kind} must be a list of objects`);
      for (const object of list as readonly unknown[]) {
        if (!isObject(object)) throw new ApiException(400, `${kind} must be a list of objects`);
        const { id } = object;
        if (typeof id !== 'string' || !ID.test(id))
          throw new ApiException(400, `An object of ${kind} has no id, or none that can be kept`);
        store.put(kind, { object: kind, ...object, id });
      }
    }
  });
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
