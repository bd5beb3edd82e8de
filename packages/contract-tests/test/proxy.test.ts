import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import document from '@secuconnect/api/openapi.json' with { type: 'json' };
import { Secuconnect } from '@secuconnect/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPrism, type PrismServer } from '../src/mock/prism.ts';
import { brokenAnswer } from '../src/suite/break.ts';
import { call } from '../src/suite/call.ts';
import { allCases, oneCaseEach } from '../src/suite/cases.ts';

/** An API whose answers are set from outside: what the spec says, or something else. */
let next: { status: number; body: string };
const upstream = createServer((request, response) => {
  request
    .resume()
    .on('end', () => response.writeHead(next.status, { 'content-type': 'application/json' }).end(next.body));
});
const perOperation = oneCaseEach(allCases());

let prism: PrismServer;
let secuconnect: Secuconnect;

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
  prism = await startPrism({
    document,
    upstream: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/api/v2`,
  });
  secuconnect = new Secuconnect({ baseUrl: prism.baseUrl, auth: { token: 'contract-test' } });
});
afterAll(async () => {
  await prism.close();
  upstream.closeAllConnections();
  await new Promise((resolve) => upstream.close(resolve));
});

describe('a server that answers another shape than the spec has is found out, operation by operation', () => {
  // Prism decodes what it passes on as text, so bytes do not survive it: binary answers are checked against the mock only.
  const answered = perOperation.filter((one) => one.answer.media === 'application/json');
  test.each(answered.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    prism.violations.length = 0;
    next = { status: one.answer.status, body: JSON.stringify(one.answer.value) };
    await expect(call(secuconnect, one)).resolves.toEqual(one.answer.value);
    expect(prism.violations).toEqual([]);

    next = { status: one.answer.status, body: JSON.stringify(brokenAnswer(one)) };
    await call(secuconnect, one).catch(() => undefined);
    expect(prism.violations).toContainEqual(
      expect.objectContaining({ location: expect.arrayContaining(['response']), severity: 'Error' }),
    );
  });
});
