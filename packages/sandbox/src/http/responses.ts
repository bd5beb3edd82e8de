import type { ApiException } from '../engine/exception.ts';
import type { Outgoing } from './exchange.ts';
import { inLanguage, type Language } from './user-texts.ts';

/** Pages of every site may read what they get, as on the platform. */
const FOR_PAGES = { 'access-control-allow-origin': '*' } as const;

/** What the platform sends with every answer in JSON. */
const HEADERS = {
  'content-type': 'application/json; charset=UTF-8',
  'content-language': 'en_GB',
  'cache-control': 'no-store, no-cache, must-revalidate',
  ...FOR_PAGES,
} as const;

/** An answer with a file, or with nothing. */
export const plainAnswer = (
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body?: Uint8Array,
): Outgoing => ({ status, headers: { ...FOR_PAGES, ...headers }, ...(body && { body }) });

export const jsonAnswer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Outgoing => ({
  status,
  headers: { ...HEADERS, ...headers },
  body,
});

/** The error response of an exception, whose name is the reason phrase too. */
export const exceptionAnswer = (
  { status, payload }: ApiException,
  supportId = payload.supportId,
  language: Language = 'en_GB',
): Outgoing => ({
  status,
  reason: payload.error ?? undefined,
  headers: { ...HEADERS, 'content-language': language },
  body: JSON.stringify({ ...payload, error_user: inLanguage(language, payload.error_user), supportId }),
});

/** What a browser asks before it calls another origin. */
export const PREFLIGHT_ANSWER: Outgoing = {
  status: 204,
  headers: {
    ...FOR_PAGES,
    'access-control-allow-methods': 'POST, GET, PUT, DELETE, PATCH, OPTIONS',
    'access-control-allow-headers': 'Content-Type, Accept, Authorization, X-Action',
    'access-control-max-age': '600',
  },
};
