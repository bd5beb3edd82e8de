import { describe, expect, test } from 'vitest';
import { fetchOver } from '../../../src/node/fetch/fetch-over.ts';
import { LightHeaders } from '../../../src/node/fetch/light-headers.ts';
import { NodeResponse } from '../../../src/node/fetch/node-response.ts';
import type { Outgoing } from '../../../src/node/fetch/transport.ts';

function recorder(): { sent: Outgoing<{ host: string }>[]; send: ReturnType<typeof fetchOver> } {
  const sent: Outgoing<{ host: string }>[] = [];
  const send = fetchOver({
    serverOf: ({ host }) => ({ host }),
    hasIdle: () => false,
    exchange: async (request) => {
      sent.push(request);
      return new NodeResponse({
        url: request.url,
        status: 204,
        statusText: '',
        headers: new LightHeaders([]),
        body: null,
      });
    },
  });
  return { sent, send };
}

describe('what is fetched', () => {
  test.each(['https://example.com/a?b', new URL('https://example.com/a?b'), new Request('https://example.com/a?b')])(
    '%s',
    async (input) => {
      const { sent, send } = recorder();
      expect((await send(input)).status).toBe(204);
      expect(sent).toMatchObject([
        { url: 'https://example.com/a?b', path: '/a?b', server: { host: 'example.com' }, method: 'GET' },
      ]);
    },
  );

  test('what is passed besides wins over a Request', async () => {
    const { sent, send } = recorder();
    const request = new Request('https://example.com/', { method: 'POST', body: 'a', headers: { 'x-a': '1' } });
    await send(request, { method: 'PUT', headers: { 'x-b': '2' } });
    const [{ method, headers, body }] = sent as [Outgoing<unknown>];
    expect([method, Buffer.from(body.content as Uint8Array).toString()]).toEqual(['PUT', 'a']);
    expect(headers).toContain('x-b');
    expect(headers).not.toContain('x-a');
  });
});
