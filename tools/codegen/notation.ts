import { capital } from '../spec-tools/shared/capital.ts';
import type { OperationParts } from './operation-parts.ts';

/** The operation in the short notation that `packages/api/src/runtime/operation-notation.ts` parses. */
export function notationOf({ operation, http, path, query, body, success }: OperationParts): string {
  const safe = operation['x-safe'];
  const terminal = operation['x-waits-for-terminal'];
  const media = success.content?.media;
  const parts = [http, path.slice(basePath(path).length)];
  if (safe !== (http === 'GET')) parts.push(safe ? 'safe' : 'unsafe');
  if (Boolean(body) !== http.startsWith('P')) parts.push(body ? 'body' : 'empty');
  if (operation['x-paging']) parts.push(operation['x-paging']);
  else if (query.length) parts.push('query');
  if (body?.content['multipart/form-data']) parts.push('multipart');
  if (!media) parts.push('void');
  else if (!/json/.test(media)) parts.push(`type=${media}`);
  if (terminal === true) parts.push('terminal');
  else if (terminal)
    parts.push(
      ...Object.entries(terminal).map(
        ([parameter, values]) => `terminal=${parameter}:${values.map(encodeURIComponent).join(',')}`,
      ),
    );
  return parts.filter(Boolean).join(' ');
}

/** The base path of a resource, unless it is the namespace with capital letters. */
export function customBase(namespace: string, path: string): string | undefined {
  const expected = `/${namespace.split('.').map(capital).join('/')}`;
  return basePath(path) === expected ? undefined : basePath(path);
}

/** `/Smart/Transactions/{id}/start` → `/Smart/Transactions`: the two segments that all operations of a resource share. */
const basePath = (path: string): string => path.split('/').slice(0, 3).join('/');
