import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTransport, paging, ValidationError } from '@secuconnect/client';
import { startPrism, type PrismServer } from '@secuconnect/mock';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Resources } from '../../../packages/api/test/golden/generated/resources.ts';
import { bundleSpec } from '../../codegen/bundle.ts';
import { operationsOf, type Document } from '../../codegen/document.ts';
import { inRepository } from '../../spec-tools/spec-paths.ts';
import { rightBodies } from './right-bodies.ts';
import type { Arrived, Reply, RightConstruct } from './right-construct.ts';
import { rightParameters } from './right-parameters.ts';
import { rightResponses } from './right-responses.ts';
import { rightSchemas } from './right-schemas.ts';

const constructs: readonly RightConstruct[] = [...rightParameters, ...rightBodies, ...rightResponses];

let document: Document;
let prism: PrismServer;
let server: Server;
let arrived: Arrived | undefined;
let reply: Reply = {};

beforeAll(async () => {
  document = await bundleSpec(inRepository('packages/api/test/golden/openapi.yaml'));
  prism = await startPrism({ document });
  server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    arrived = {
      method: request.method!,
      target: request.url!,
      headers: request.headers as Record<string, string>,
      body,
    };
    response.writeHead(reply.status ?? (reply.body ? 200 : 204), reply.type ? { 'content-type': reply.type } : {});
    response.end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(async () => {
  await prism.close();
  server.close();
});

const apiAt = (baseUrl: string): Resources['wire'] =>
  new Resources(createTransport({ baseUrl, auth: { token: 'test' }, maxRetries: 0 }, paging)).wire;

describe.each(constructs)('$name', ({ call, sent, reply: given, result }) => {
  test('arrives at a server as the document says', async () => {
    reply = given ?? {};
    arrived = undefined;
    const { port } = server.address() as AddressInfo;
    expect(await call(apiAt(`http://127.0.0.1:${port}`))).toEqual(result);
    expect(arrived).toMatchObject({ body: '', ...sent });
  });

  test('is valid for the mock', async () => {
    prism.violations.length = 0;
    expect(await call(apiAt(prism.baseUrl))).toEqual(result);
    expect(prism.violations).toEqual([]);
  });
});

const judged = constructs.flatMap(({ name, invalid }) => (invalid ? [{ name, invalid }] : []));

test.each(judged)('$name: the mock rejects what the document forbids', async ({ invalid }) => {
  await expect(invalid(apiAt(prism.baseUrl))).rejects.toBeInstanceOf(ValidationError);
});

describe.each(rightSchemas)('schema: $name', ({ field, valid, invalid }) => {
  const echo = (shapes: unknown) => apiAt(prism.baseUrl).schemas.echo(shapes as never);

  test('what it allows is valid for the mock and for Ajv', async () => {
    for (const shapes of valid) {
      await expect(echo(shapes), JSON.stringify(shapes)).resolves.toBeDefined();
      expect(isValid(shapes), JSON.stringify(shapes)).toBe(true);
    }
  });

  test('what it forbids is not', async () => {
    for (const value of invalid) {
      await expect(echo({ [field]: value }), JSON.stringify(value)).rejects.toBeInstanceOf(ValidationError);
      expect(isValid({ [field]: value }), JSON.stringify(value)).toBe(false);
    }
  });
});

test('every operation and every field of the golden spec that is meant for this has a row', () => {
  const wire = [...operationsOf(document)]
    .map(({ operation }) => operation.operationId)
    .filter((id) => id.startsWith('wire.'));
  const text = constructs.map(({ call }) => String(call)).join('\n');
  const called = (id: string): boolean => new RegExp(`\\b${id.split('.').at(-1)}\\b`).test(text + DYNAMIC);
  expect(wire.filter((id) => id !== 'wire.schemas.echo' && !called(id))).toEqual([]);
  const fields = Object.keys(document.components.schemas['Shapes']!.properties!);
  expect(rightSchemas.map((one) => one.field).toSorted()).toEqual(fields.toSorted());
});

/** The verbs that are looked up by name. */
const DYNAMIC = 'text csv bytes emptySchema binary mediaType';

function isValid(shapes: unknown): boolean {
  const ajv = new Ajv2020({ strict: false, formats: fullFormats });
  ajv.addSchema({ $id: 'document', components: document.components });
  return ajv.validate({ $ref: 'document#/components/schemas/Shapes' }, JSON.parse(JSON.stringify(shapes)));
}
