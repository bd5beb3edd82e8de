import { afterAll, beforeAll, expect } from 'vitest';
import { brokenResponses } from '../../src/checks/broken-responses.ts';
import { firstInput } from '../../src/calls/call.ts';
import { forEachOperation } from '../../src/checks/for-each-operation.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { openApiDocument } from '../../src/document/document.ts';
import { firstSuccess } from '../../src/document/operations.ts';
import { startPrism, type PrismServer } from '@secuconnect/mock';
import { localServer, sendJson, type LocalServer } from '@secuconnect/mock/local-server';
import { generatorWith, randomFor } from '../../src/schema-values/generator.ts';

/** An API whose answers are set from outside: what the document says, or something else. */
let next: { status: number; body: unknown };
let upstream: LocalServer;
let prism: PrismServer;
let line: RecordedClient;

beforeAll(async () => {
  upstream = await localServer((_, response) => sendJson(response, next.status, next.body));
  prism = await startPrism({ document: openApiDocument(), upstream: upstream.baseUrl });
  line = new RecordedClient(prism);
});
afterAll(async () => {
  await prism.close();
  await upstream.close();
});

forEachOperation('proxy', async (operation, evidence) => {
  const input = firstInput(operation);
  const answer = firstSuccess(operation);
  const status = Number(answer.status);
  const random = randomFor(operation.id);
  const generator = generatorWith(random);

  for (const { value } of answer.examples) {
    next = { status, body: value };
    const outcome = await line.call(operation, input);
    expect(outcome.violations).toEqual([]);
    expect(outcome.answer).toEqual(value);
    evidence.checked += 1;
  }
  for (const { place, breach, value } of brokenResponses(answer, generator, random)) {
    next = { status, body: value };
    const { violations } = await line.call(operation, input);
    const places = violations.filter(({ severity }) => severity === 'Error').map(({ location }) => location[0]);
    expect(places, `${place}: ${breach} was not found in ${JSON.stringify(value)}`).toContain('response');
    evidence.checked += 1;
  }
});
