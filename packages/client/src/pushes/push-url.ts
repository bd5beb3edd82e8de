import { toHex } from '../internal/hex.ts';
import { parseKeys, type PushKey, type PushKeys } from './push-keys.ts';

/** Options of {@link signPushUrl}. */
export interface SignPushUrlOptions {
  /** The keys, such as `pushKeysFromEnv()`. The first one signs. */
  readonly keys: PushKeys;
  /** A string that comes back with the push, such as an order number. Anyone who sees the URL can read it, but not change it. */
  readonly reference?: string | undefined;
  /**
   * When the URL expires. The API redelivers a push for up to 48 hours, and a payment may change after months (a refund, a chargeback), so most
   * URLs should not expire.
   *
   * @default never
   */
  readonly expiresAt?: Date | undefined;
}

/** The result of a verification. `reference` is what the URL was signed with. */
export type PushUrlCheck =
  | { readonly valid: true; readonly reference: string | undefined }
  | { readonly valid: false; readonly reason: 'missing-signature' | 'invalid-signature' | 'expired-signature' };

const [REFERENCE, EXPIRES, KEY, SIGNATURE] = ['push_ref', 'push_exp', 'push_key', 'push_sig'] as const;
const SIGNING_PARAMETERS = [REFERENCE, EXPIRES, KEY, SIGNATURE];
/** The API rejects longer ones. */
const MAX_URL_LENGTH = 2_000;
/** Part of what is signed, so that a signature made for another purpose with the same secret is invalid. */
const SIGNATURE_PURPOSE = 'secuconnect push url 2';
/** Signed the text of the URL, with its parameters in their order. Such URLs stay valid: a payment may have one for years. */
const FORMER_SIGNATURE_PURPOSE = 'secuconnect push url 1';

/**
 * Signs a push URL with HMAC-SHA-256. Pushes themselves have no signature, so the URL has to prove that the sender was given it.
 * - The signature covers the path and every parameter: none can be changed, added or removed.
 * - It does not cover what a proxy in front of the receiver may change: scheme and host, the order of parameters with different names, and how
 *   characters are escaped.
 * - It names its key by id: a new key can sign while URLs of the old one stay valid.
 * - It proves that the sender knows the URL, not that the body is true: read the object in any case.
 *
 * @returns The URL with the parameters `push_ref`, `push_exp`, `push_key` and `push_sig`: a string for `url_push`.
 * @throws TypeError when the keys are invalid, or the URL is not http(s), is signed already, or gets longer than the 2,000 characters that the API accepts.
 */
export async function signPushUrl(
  url: string | URL,
  { keys, reference, expiresAt }: SignPushUrlOptions,
): Promise<string> {
  const [key] = parseKeys(keys);
  const signed = new URL(url);
  const { searchParams } = signed;
  if (!/^https?:$/.test(signed.protocol)) throw new TypeError('A push URL starts with https:// or http://.');
  const taken = SIGNING_PARAMETERS.find((parameter) => searchParams.has(parameter));
  if (taken) throw new TypeError(`The push URL already has a parameter ${taken}.`);
  signed.hash = '';
  if (reference !== undefined) {
    searchParams.append(REFERENCE, reference);
    if (searchParams.get(REFERENCE) !== reference) throw new TypeError('`reference` is not well-formed Unicode.');
  }
  if (expiresAt) searchParams.append(EXPIRES, String(toSeconds(expiresAt)));
  searchParams.append(KEY, key.id);
  const signature = await crypto.subtle.sign('HMAC', await importKey(key, 'sign'), signedContent(signed));
  searchParams.append(SIGNATURE, toHex(new Uint8Array(signature)));
  if (signed.href.length > MAX_URL_LENGTH) {
    throw new TypeError(`The push URL has ${signed.href.length} characters; the API accepts ${MAX_URL_LENGTH}.`);
  }
  return signed.href;
}

/**
 * Verifies, in constant time, that a push URL was signed with one of the keys and has not expired.
 *
 * @param url As it arrived: `request.url`, or the path with its query.
 * @throws TypeError when the keys are invalid. An invalid URL does not throw.
 */
export async function verifyPushUrl(url: string | URL, keys: PushKeys): Promise<PushUrlCheck> {
  const validKeys = parseKeys(keys);
  const parsed = parseUrl(String(url));
  if (!parsed) return { valid: false, reason: 'invalid-signature' };
  const { searchParams } = parsed;
  const [signature, ...furtherSignatures] = searchParams.getAll(SIGNATURE);
  if (signature === undefined) return { valid: false, reason: 'missing-signature' };
  const key = validKeys.find(({ id }) => id === searchParams.get(KEY));
  const bytes = parseSignature(signature);
  if (!key || !bytes || furtherSignatures.length) return { valid: false, reason: 'invalid-signature' };
  const cryptoKey = await importKey(key, 'verify');
  const isSigned = (content: Uint8Array<ArrayBuffer>): Promise<boolean> =>
    crypto.subtle.verify('HMAC', cryptoKey, bytes, content);
  if (!(await isSigned(formerSignedContent(parsed))) && !(await isSigned(signedContent(parsed))))
    return { valid: false, reason: 'invalid-signature' };
  const expires = searchParams.get(EXPIRES);
  if (expires !== null && Number(expires) * 1000 <= Date.now()) return { valid: false, reason: 'expired-signature' };
  return { valid: true, reference: searchParams.get(REFERENCE) ?? undefined };
}

/**
 * The bytes that the signature covers: a normal form, the same for all ways to write the URL. Each part is decoded and escaped again in one way, and
 * parameters are sorted by name. Parameters with the same name keep their order, because receivers may read only the first.
 */
function signedContent(url: URL): Uint8Array<ArrayBuffer> {
  const parameters = signedParameters(url);
  parameters.sort();
  return encode(`${SIGNATURE_PURPOSE}\n${normalizePath(url.pathname)}?${parameters}`);
}

const formerSignedContent = (url: URL): Uint8Array<ArrayBuffer> =>
  encode(`${FORMER_SIGNATURE_PURPOSE}\n${url.pathname}?${signedParameters(url)}`);

function signedParameters({ search }: URL): URLSearchParams {
  const parameters = new URLSearchParams(search);
  parameters.delete(SIGNATURE);
  return parameters;
}

/** Escapes everything but `/`, letters, digits, `-`, `.`, `_` and `~`, which RFC 3986 never needs to escape. An escaped `/` stays one. */
function normalizePath(path: string): string {
  return path.replace(/%[\da-f]{2}|[^/\w.~-]/gi, (part) => {
    const code = part.length === 3 ? Number.parseInt(part.slice(1), 16) : part.charCodeAt(0);
    const char = String.fromCharCode(code);
    return /[\w.~-]/.test(char) ? char : `%${code.toString(16).padStart(2, '0')}`;
  });
}

const encode = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

/** A path gets a placeholder origin, which does not matter. `//` at its beginning is part of the path and not a host. */
function parseUrl(url: string): URL | undefined {
  const absolute = url.startsWith('/') ? `http://localhost${url}` : url;
  return URL.canParse(absolute) ? new URL(absolute) : undefined;
}

function importKey({ secret }: PushKey, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  const bytes = encode(secret);
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}

function toSeconds(date: Date): number {
  const seconds = Math.ceil(date.getTime() / 1000);
  if (Number.isNaN(seconds)) throw new TypeError('`expiresAt` is not a valid date.');
  return seconds;
}

/** 64 lower-case digits: exactly one string per signature. */
const parseSignature = (text: string): Uint8Array<ArrayBuffer> | undefined =>
  /^[0-9a-f]{64}$/.test(text) ? Uint8Array.from(text.match(/../g)!, (pair) => Number.parseInt(pair, 16)) : undefined;
