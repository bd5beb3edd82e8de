import type { OAuth } from '../oauth/oauth.ts';
import { ApiException } from '../engine/exception.ts';
import type { Incoming, Outgoing } from './exchange.ts';
import { faultAfter, faultBefore, type Faults } from './faults.ts';
import { assertNotReserved, decodeUtf8, parseJson } from './parse-json.ts';
import { readBytes } from './read-body.ts';
import { exceptionAnswer, jsonAnswer } from './responses.ts';

/** A token request has a few short fields. */
const LIMIT = 16 * 1024;

/** Answers `POST /oauth/token`, with JSON or a form, as the platform takes both. */
export async function tokenAnswer(request: Incoming, oauth: OAuth, faults: Faults): Promise<Outgoing> {
  const fault = faults.next('oauth.token');
  try {
    const early = await faultBefore(fault);
    if (early) return early;
    const { status, body } = oauth.token(await fieldsOf(request));
    return faultAfter(fault, jsonAnswer(status, JSON.stringify(body), { 'cache-control': 'no-store' }));
  } catch (error) {
    if (error instanceof ApiException) return exceptionAnswer(error);
    throw error;
  }
}

async function fieldsOf(request: Incoming): Promise<Record<string, string>> {
  const bytes = await readBytes(request, LIMIT);
  const type = request.header('content-type') ?? '';
  if (!type.toLowerCase().startsWith('application/json')) {
    const form = new URLSearchParams(decodeUtf8(bytes));
    for (const name of form.keys()) assertNotReserved(name);
    return Object.fromEntries(form);
  }
  const fields = parseJson(bytes);
  if (typeof fields !== 'object' || fields === null) return {};
  return Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => flat(name, value)));
}

/** `{ deviceinfo: { name } }` is `deviceinfo[name]` in a form. */
function flat(name: string, value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([inner, field]) => flat(`${name}[${inner}]`, field));
}
