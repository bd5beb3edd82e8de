import { capital } from '../spec-tools/shared/capital.ts';
import type { Parameter } from './document.ts';
import type { OperationParts } from './operation-parts.ts';

/** The operation in the short notation that `packages/api/src/runtime/operation-notation.ts` parses. */
export function notationOf({ operation, http, path, query, headers, cookies, body, success }: OperationParts): string {
  const safe = operation['x-safe'];
  const terminal = operation['x-waits-for-terminal'];
  const media = success.content?.media;
  const parts = [http, path.slice(basePath(path).length)];
  if (safe !== (http === 'GET')) parts.push(safe ? 'safe' : 'unsafe');
  if (Boolean(body) !== http.startsWith('P')) parts.push(body ? 'body' : 'empty');
  if (operation['x-paging']) parts.push(operation['x-paging']);
  else if (query.length) parts.push('query');
  const styles = query.flatMap((one) => styleOf(one) ?? []);
  if (styles.length) parts.push(`style=${styles.join(',')}`);
  if (headers.length) parts.push('headers');
  if (cookies.length) parts.push('cookies');
  if (body) parts.push(bodyTypes(Object.keys(body.content)));
  if (!media) parts.push('void');
  else if (media !== 'application/json') parts.push(`type=${media}`);
  if (terminal === true) parts.push('terminal');
  else if (terminal)
    parts.push(
      ...Object.entries(terminal).map(
        ([parameter, values]) => `terminal=${parameter}:${values.map(escaped).join(',')}`,
      ),
    );
  return parts.filter(Boolean).join(' ');
}

/** Percent-encoded for the notation, which is in single quotes. */
const escaped = (text: string): string => encodeURIComponent(text).replaceAll("'", '%27');

/** How an array in the query is written in one, if it is. */
function styleOf({ name, schema, style = 'form', explode = style === 'form' }: Parameter): string | undefined {
  if (explode || ![schema.type].flat().includes('array')) return undefined;
  return `${escaped(name)}:${style === 'form' ? 'comma' : 'pipe'}`;
}

/** What a body may be, if it is not just JSON. */
function bodyTypes(types: readonly string[]): string {
  const [first, ...others] = [...types].sort();
  if (first === 'application/json' && others.length === 0) return '';
  return first === 'application/json' && others.join() === 'multipart/form-data'
    ? 'multipart'
    : `sends=${types.join(',')}`;
}

/** The base path of a resource, unless it is the namespace with capital letters. */
export function customBase(namespace: string, path: string): string | undefined {
  const expected = `/${namespace.split('.').map(capital).join('/')}`;
  return basePath(path) === expected ? undefined : basePath(path);
}

/** `/Smart/Transactions/{id}/start` → `/Smart/Transactions`: the two segments that all operations of a resource share. */
const basePath = (path: string): string => path.split('/').slice(0, 3).join('/');
