import type { Group } from '../classes-table.ts';
import { documents, operations, row } from '../documents.ts';

const calls = `await call();`;
const needs = (...list: object[]) => ({ security: list });
const token = (...scopes: string[]) => ({ token: scopes });
const key = { key: [] };
const schemes = (kind: object) => ({ components: { schemas: {}, securitySchemes: { token: kind } } });

export const security: Group = {
  title: 'Credentials',
  why: 'No type names credentials. Programs that had enough before are rejected if more is asked for. A call without credentials cannot depend on who asks any more.',
  rows: [
    row(
      'credentials are needed',
      documents({}, needs(token())),
      calls,
      'breaking (wire): document needs credentials now: token',
    ),
    row(
      'all requirements are removed',
      documents(needs(token()), {}),
      calls,
      'breaking (wire): document needs no credentials any more, and needed token',
    ),
    row(
      'a call needs none (`security: []`)',
      documentsWithCall(needs()),
      calls,
      'breaking (wire): call needs no credentials any more, and needed token',
    ),
    row(
      'other credentials are needed',
      documents(needs(token()), needs(key)),
      calls,
      'breaking (wire): document needs key, and token is not enough any more',
    ),
    row(
      'another scope is needed',
      operations(needs(token('read')), needs(token('read', 'write'))),
      calls,
      'breaking (wire): call needs token read write, and token read is not enough any more',
    ),
    row(
      'one scope less is needed',
      operations(needs(token('read', 'write')), needs(token('read'))),
      calls,
      'additive: call also accepts token read',
    ),
    row(
      'other credentials are enough too',
      documents(needs(token()), needs(token(), key)),
      calls,
      'additive: document also accepts key',
    ),
    row(
      'one of two kinds of credentials is not enough any more',
      documents(needs(token(), key), needs(token())),
      calls,
      'breaking (wire): document needs token, and key is not enough any more',
    ),
    row(
      'credentials become optional',
      documents(needs(token()), needs(token(), {})),
      calls,
      'additive: document also accepts no credentials',
    ),
    row(
      'credentials are of another kind',
      documents(schemes({ type: 'http', scheme: 'bearer' }), schemes({ type: 'http', scheme: 'basic' })),
      calls,
      'breaking (wire): security token is another kind of credentials',
    ),
  ],
};

/** All calls need a token, until one has its own requirements. */
function documentsWithCall(own: object): readonly [object, object] {
  const [before] = operations({}, {});
  const [, after] = operations({}, own);
  return [
    { ...before, ...needs(token()) },
    { ...after, ...needs(token()) },
  ];
}
