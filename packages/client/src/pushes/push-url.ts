import { toHex } from '../internal/hex.ts';

/** A secret that push URLs are signed with. Its id travels in the URL, so that several can be valid at once. */
export interface PushKey {
  /** Letters, digits, `-` and `_`. */
  readonly id: string;
  /** At least 16 characters, better 32 random ones. Never leaves the process. */
  readonly secret: string;
}

/** One key, or several while they rotate: the first signs, all verify. */
export type PushKeys = PushKey | readonly PushKey[];

export interface SignPushUrlOptions {
  readonly keys: PushKeys;
  /** Whatever you want back with the push, such as an order number. Readable, but not changeable, by whoever sees the URL. */
  readonly reference?: string | undefined;
  /**
   * When the URL stops being valid; never when left out. The platform repeats a push for up to 48 hours, and a payment may have
   * something to say after months (a refund, a chargeback), so most URLs should not expire.
   */
  readonly expiresAt?: Date | undefined;
}

/** What a push URL turned out to be. */
export type PushUrlCheck =
  | { readonly valid: true; readonly reference: string | undefined }
  | { readonly valid: false; readonly reason: 'missing-signature' | 'invalid-signature' | 'expired-signature' };

const [REFERENCE, EXPIRES, KEY, SIGNATURE] = ['push_ref', 'push_exp', 'push_key', 'push_sig'] as const;
const OWN = [REFERENCE, EXPIRES, KEY, SIGNATURE];
/** The platform accepts no longer ones. */
const LONGEST_URL = 2_000;
const SHORTEST_SECRET = 16;
/** Says what is signed, so that a signature made for something else with the same secret is none. */
const PURPOSE = 'secuconnect push url 1';

/**
 * Signs a push URL with HMAC-SHA-256. Pushes themselves carry no signature, so the URL has to tell whether they come from somebody who
 * was given it.
 * - The signature covers the path and every parameter, in their order: none can be changed, added or taken away.
 * - It does not cover scheme and host, which a proxy in front of the receiver may change.
 * - It carries the id of its key: a new key can sign while URLs of the old one stay valid.
 * - It proves that the sender knows the URL, not that the body is true: the object has to be read in any case.
 *
 * @returns The URL with the parameters `push_ref`, `push_exp`, `push_key` and `push_sig`, as text for `url_push`.
 * @throws TypeError when the URL is not http(s), is signed already, or gets longer than the 2,000 characters that the platform accepts.
 */
export async function signPushUrl(
  url: string | URL,
  { keys, reference, expiresAt }: SignPushUrlOptions,
): Promise<string> {
  const [key] = parseKeys(keys);
  const signed = new URL(url);
  const { searchParams } = signed;
  if (!/^https?:$/.test(signed.protocol)) throw new TypeError('A push URL starts with https:// or http://.');
  const taken = OWN.find((own) => searchParams.has(own));
  if (taken) throw new TypeError(`The push URL has a parameter ${taken} already.`);
  signed.hash = '';
  if (reference !== undefined) {
    searchParams.append(REFERENCE, reference);
    if (searchParams.get(REFERENCE) !== reference) throw new TypeError('`reference` is not well-formed Unicode.');
  }
  if (expiresAt) searchParams.append(EXPIRES, String(secondsOf(expiresAt)));
  searchParams.append(KEY, key.id);
  const signature = await crypto.subtle.sign('HMAC', await imported(key, 'sign'), covered(signed));
  searchParams.append(SIGNATURE, toHex(new Uint8Array(signature)));
  if (signed.href.length > LONGEST_URL) {
    throw new TypeError(`The push URL has ${signed.href.length} characters; the platform accepts ${LONGEST_URL}.`);
  }
  return signed.href;
}

/**
 * Says whether a push came to a URL that was signed with one of the keys, in constant time.
 *
 * @param url As it arrived: `request.url`, or the path with its query.
 */
export async function verifyPushUrl(url: string | URL, keys: PushKeys): Promise<PushUrlCheck> {
  const known = parseKeys(keys);
  const parsed = parse(String(url));
  if (!parsed) return { valid: false, reason: 'invalid-signature' };
  const { searchParams } = parsed;
  const [signature, ...others] = searchParams.getAll(SIGNATURE);
  if (signature === undefined) return { valid: false, reason: 'missing-signature' };
  const key = known.find(({ id }) => id === searchParams.get(KEY));
  const bytes = fromHex(signature);
  if (!key || !bytes || others.length) return { valid: false, reason: 'invalid-signature' };
  const genuine = await crypto.subtle.verify('HMAC', await imported(key, 'verify'), bytes, covered(parsed));
  if (!genuine) return { valid: false, reason: 'invalid-signature' };
  const expires = searchParams.get(EXPIRES);
  if (expires !== null && Number(expires) * 1000 <= Date.now()) return { valid: false, reason: 'expired-signature' };
  return { valid: true, reference: searchParams.get(REFERENCE) ?? undefined };
}

/** @throws TypeError saying what is wrong with the keys, without any secret. */
export function parseKeys(keys: PushKeys): [PushKey, ...PushKey[]] {
  const [first, ...others] = Array.isArray(keys) ? (keys as readonly PushKey[]) : [keys as PushKey];
  if (!first) throw new TypeError('`keys` is empty.');
  const all: [PushKey, ...PushKey[]] = [first, ...others];
  for (const { id, secret } of all) {
    if (!/^[\w-]+$/.test(id)) throw new TypeError('The id of a push key consists of letters, digits, - and _.');
    if (!(secret?.length >= SHORTEST_SECRET)) {
      throw new TypeError(`The secret of the push key ${id} has less than ${SHORTEST_SECRET} characters.`);
    }
  }
  if (new Set(all.map(({ id }) => id)).size < all.length) throw new TypeError('Two push keys have the same id.');
  return all;
}

/** What the signature is made of. Parameters are written anew, so that another way to escape them makes no difference. */
function covered(url: URL): Uint8Array<ArrayBuffer> {
  const parameters = new URLSearchParams(url.search);
  parameters.delete(SIGNATURE);
  return new TextEncoder().encode(`${PURPOSE}\n${url.pathname}?${parameters}`);
}

/** A path alone gets some origin, which is not looked at. `//` at its beginning is part of the path and not a host. */
function parse(url: string): URL | undefined {
  const absolute = url.startsWith('/') ? `http://localhost${url}` : url;
  return URL.canParse(absolute) ? new URL(absolute) : undefined;
}

function imported({ secret }: PushKey, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}

function secondsOf(date: Date): number {
  const seconds = Math.ceil(date.getTime() / 1000);
  if (Number.isNaN(seconds)) throw new TypeError('`expiresAt` is not a valid date.');
  return seconds;
}

/** 64 lower-case digits: one way to write a signature, so that no two texts are the same one. */
const fromHex = (text: string): Uint8Array<ArrayBuffer> | undefined =>
  /^[0-9a-f]{64}$/.test(text) ? Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16)) : undefined;
