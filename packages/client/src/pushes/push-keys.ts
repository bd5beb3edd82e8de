/** A secret that signs push URLs. Its id is part of the URL, so that several keys can be valid at once. */
export interface PushKey {
  /** Letters, digits, `-` and `_`. Anyone who sees a push URL can read it. */
  readonly id: string;
  /** At least 16 characters, better 32 random bytes (`openssl rand -hex 32`). It never leaves the process. */
  readonly secret: string;
}

/** One key, or several during a rotation: the first signs, all verify. */
export type PushKeys = PushKey | readonly PushKey[];

const MIN_SECRET_LENGTH = 16;
/** How to make a secret, for messages. */
export const MAKE_SECRET = 'make one with `openssl rand -hex 32`';

/**
 * The keys as an array.
 *
 * @param source Where the keys come from, for messages.
 * @throws TypeError that says which key is invalid. It counts keys instead of naming them, because ids and secrets may be interchanged.
 */
export function parseKeys(keys: PushKeys, source = '`keys`'): [PushKey, ...PushKey[]] {
  const [first, ...others] = Array.isArray(keys) ? (keys as readonly PushKey[]) : [keys as PushKey];
  if (!first) throw new TypeError(`${source} is empty.`);
  const all: [PushKey, ...PushKey[]] = [first, ...others];
  for (const [index, { id, secret }] of all.entries()) {
    const key = `push key ${index + 1} in ${source}`;
    if (typeof id !== 'string' || !/^[\w-]+$/.test(id))
      throw new TypeError(`The id of ${key} must consist of letters, digits, - and _.`);
    if (typeof secret !== 'string' || secret.length < MIN_SECRET_LENGTH)
      throw new TypeError(`The secret of ${key} has fewer than ${MIN_SECRET_LENGTH} characters: ${MAKE_SECRET}.`);
  }
  if (new Set(all.map(({ id }) => id)).size < all.length)
    throw new TypeError(`Two push keys in ${source} have the same id.`);
  return all;
}
