import { afterAll, beforeAll, expect } from 'vitest';
import { brokenResponses } from '../../src/checks/broken-responses.ts';
import { firstInput } from '../../src/calls/examples.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { openApiDocument } from '../../src/document/document.ts';
import { firstSuccess, statusOf } from '../../src/document/responses.ts';
import { startPrism, type PrismServer } from '@secuconnect/mock';
import { localServer, type LocalServer } from '@secuconnect/mock/local-server';
import { generatorWith, randomFor } from '../../src/schema-values/generator.ts';

/** The next response of the server behind the proxy, valid or broken. */
let next: { status: number; media: string; body: unknown };
let upstream: LocalServer;
let prism: PrismServer;
let client: RecordedClient;

beforeAll(async () => {
  upstream = await localServer((_, response) => {
    response.writeHead(next.status, { 'content-type': next.media }).end(JSON.stringify(next.body));
  });
  prism = await startPrism({ document: openApiDocument(), upstream: upstream.baseUrl });
  client = new RecordedClient(prism);
});
afterAll(async () => {
  await prism.close();
  await upstream.close();
});

forEachOperation('proxy', async (operation, evidence) => {
  const input = firstInput(operation);
  const response = firstSuccess(operation);
  const status = statusOf(response);
  const media = response.media!;
  const random = randomFor(operation.id);
  const generator = generatorWith(random);

  for (const { value } of response.examples) {
    next = { status, media, body: value };
    const result = await client.call(operation, input);
    expect(result.violations).toEqual([]);
    expect(result.value).toEqual(value);
    evidence.checked += 1;
  }
  for (const { path, breach, value } of brokenResponses(response, generator, random)) {
    next = { status, media, body: value };
    const { violations } = await client.call(operation, input);
    const locations = violations.filter(({ severity }) => severity === 'Error').map(({ location }) => location[0]);
    expect(locations, `${path}: ${breach} was not reported in ${JSON.stringify(value)}`).toContain('response');
    evidence.checked += 1;
  }
});
