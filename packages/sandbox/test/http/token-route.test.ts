import { describe, expect, test } from 'vitest';
import { openSandbox } from '../support/open-sandbox.ts';

const FIELDS = { grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' };

function open() {
  const { sandbox } = openSandbox();
  const post = (body: BodyInit, type = 'application/x-www-form-urlencoded') =>
    sandbox.fetch('http://localhost/oauth/token', { method: 'POST', body, headers: { 'content-type': type } });
  return { sandbox, post };
}

test('a token comes for a form and for JSON', async () => {
  const { post } = open();
  expect((await post(new URLSearchParams(FIELDS))).status).toBe(200);
  const response = await post(JSON.stringify(FIELDS), 'Application/JSON; charset=utf-8');
  expect(await response.json()).toMatchObject({ access_token: expect.any(String) });
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('a query of the address changes nothing', async () => {
  const { sandbox } = open();
  const body = new URLSearchParams(FIELDS);
  expect((await sandbox.fetch('http://localhost/oauth/token?x=1', { method: 'POST', body })).status).toBe(200);
  expect((await sandbox.fetch('http://localhost/oauth/token')).status).toBe(404);
});

describe('what is wrong is rejected', () => {
  test.each<[string, BodyInit, string | undefined, number]>([
    ['no fields', '', undefined, 400],
    ['no JSON', '{', 'application/json', 400],
    ['a list', '[]', 'application/json', 400],
    ['nothing', 'null', 'application/json', 400],
    ['a reserved name', '{"__proto__":{"client_id":"a"}}', 'application/json', 400],
    ['a reserved name of a form', '__proto__=a&grant_type=client_credentials', undefined, 400],
    ['bytes that are not UTF-8', Uint8Array.of(0x61, 0x3d, 0xff), undefined, 400],
    ['a body that is too large', `a=${'b'.repeat(20_000)}`, undefined, 413],
    ['deep JSON', '{"a":'.repeat(100) + '1' + '}'.repeat(100), 'application/json', 400],
    ['an unknown grant', 'grant_type=__proto__&client_id=a&client_secret=b', undefined, 400],
  ])('%s', async (_, body, type, status) => {
    const { post } = open();
    expect((await post(body, type)).status).toBe(status);
  });
});

test('nested fields have the names of a form', async () => {
  const { post, sandbox } = open();
  const login = {
    grant_type: 'appuser',
    client_id: 'a',
    client_secret: 'b',
    username: 'u',
    password: 'p',
    device: 'd',
  };
  const nested = { ...login, deviceinfo: { name: 'Till' } };
  expect((await post(JSON.stringify(nested), 'application/json')).status).toBe(200);
  expect(sandbox.control.requests.list().at(-1)).toMatchObject({ target: '/oauth/token', status: 200 });
});

test('faults apply to tokens too', async () => {
  const { post, sandbox } = open();
  sandbox.control.faults.add({ kind: 'status', status: 503, operation: 'oauth.token' });
  expect((await post(new URLSearchParams(FIELDS))).status).toBe(503);
  sandbox.control.faults.add({ kind: 'drop-before-commit', operation: 'oauth.token' });
  await expect(post(new URLSearchParams(FIELDS))).rejects.toThrow('fetch failed');
});
