import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from '@secuconnect/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from '../terminal.ts';
import { samples } from '../spec.ts';

/** What arrived last, and what is responded to it. */
let arrived: { method: string; path: string; body: unknown } | undefined;
let response: unknown;

const server = createServer(async (request: IncomingMessage, reply) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  arrived = {
    method: request.method!,
    path: request.url!,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
  const isJson = response !== undefined;
  reply.writeHead(200, { 'content-type': isJson ? 'application/json' : 'application/octet-stream' });
  reply.end(isJson ? JSON.stringify(response) : 'bytes');
});
let env: Record<string, string>;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  env = { SECUCONNECT_BASE_URL: `http://127.0.0.1:${port}/api/v2`, SECUCONNECT_TOKEN: 'test-token-0123456789' };
});
afterAll(() => server.close());

const all = await samples();

test('there are as many commands as operations in the table of the client', () => {
  expect(all).toHaveLength(192);
  expect(all.map(({ id }) => id).sort()).toEqual(Object.keys(operations).sort());
});

describe.each(all)('$id', ({ id, words, table, ids, body, response: documented }) => {
  test('is called with the documented request, and prints the documented response', async () => {
    response = documented ?? (table.isDownload ? undefined : null);
    arrived = undefined;
    const data = body === undefined ? [] : ['-d', JSON.stringify(body)];
    const { code, stdout, stderr } = await run([...words, ...ids, ...data, '--json'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    let at = 0;
    const path = table.path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(ids[at++]!));
    expect(arrived).toEqual({ method: table.method, path: `/api/v2${path}`, body });
    expect(table.isDownload ? stdout : (JSON.parse(stdout) as unknown)).toEqual(
      table.isDownload ? 'bytes' : (documented ?? null),
    );
    expect(operations[id]!.path).toBe(table.path);
  });

  test('has help that fits on a screen', async () => {
    const { code, stdout, stderr } = await run([...words, '--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const lines = stdout.split('\n');
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(stdout).toContain(table.summary);
    expect(stdout).toContain(`${table.method} ${table.path}`);
    for (const { in: place } of table.parameters) expect(stdout).toContain(place === 'path' ? 'Arguments:' : 'Query:');
    expect(stdout.includes('-d name=value')).toBe(table.body !== undefined);
  });
});
