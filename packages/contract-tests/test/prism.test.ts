import document from '@secuconnect/api/openapi.json' with { type: 'json' };
import { ApiError, AuthenticationError, ConnectionError, Secuconnect, ValidationError } from '@secuconnect/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { preflightReport } from '../src/mock/preflight.ts';
import { startPrism, type PrismServer } from '../src/mock/prism.ts';
import { withBrokenBody } from '../src/suite/break.ts';
import { call } from '../src/suite/call.ts';
import { allCases, oneCaseEach } from '../src/suite/cases.ts';

const cases = allCases();
const perOperation = oneCaseEach(cases);

let prism: PrismServer;
let secuconnect: Secuconnect;

beforeAll(async () => {
  prism = await startPrism({ document });
  secuconnect = new Secuconnect({ baseUrl: prism.baseUrl, auth: { token: 'contract-test' } });
});
afterAll(() => prism.close());
beforeEach(() => {
  prism.requests.length = 0;
  prism.violations.length = 0;
});

test('every schema compiles the way Prism compiles it, or Prism would check nothing and say nothing', () => {
  const { compiled, failures } = preflightReport(prism.operations);
  expect(failures).toEqual([]);
  expect(compiled).toBeGreaterThan(perOperation.length);
});

/** The body that Prism saw: decoded JSON, or a word for what is not JSON. */
function sentBody({ body, headers }: PrismServer['requests'][number]): unknown {
  if (String(headers['content-type']).startsWith('multipart/form-data; boundary=')) return 'a form';
  return body === '' ? undefined : JSON.parse(body);
}

describe('each request example goes out as the spec has it, and the answer comes back as the spec has it', () => {
  test.each(cases.map((one) => [`${one.id} (${one.example})`, one] as const))('%s', async (_, one) => {
    const answer = await call(secuconnect, one);

    expect(prism.violations).toEqual([]);
    expect(prism.requests).toHaveLength(1);
    const [seen] = prism.requests;
    const path = one.path.replace(/{(\w+)}/g, (_brace, name) =>
      encodeURIComponent(one.pathParameters.find((parameter) => parameter.name === name)!.value),
    );
    expect(seen).toMatchObject({ method: one.method, path, status: one.answer.status });
    expect(Object.fromEntries(new URLSearchParams(seen!.query))).toEqual(
      Object.fromEntries(Object.entries(one.query ?? {}).map(([name, value]) => [name, String(value)])),
    );
    expect(seen!.headers['authorization']).toBe('Bearer contract-test');
    expect(sentBody(seen!)).toEqual(one.example === 'multipart form' ? 'a form' : one.body);
    expect(answer instanceof Blob ? await answer.text() : answer).toEqual(one.answer.value);
  });
});

describe('a body with one wrong type is refused and surfaces as a validation error that names the place', () => {
  const broken = perOperation.flatMap((one) => withBrokenBody(one) ?? []);
  test.each(broken.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const failure = await call(secuconnect, one).catch((error: unknown) => error);

    expect(failure).toBeInstanceOf(ValidationError);
    const { violations, outcome, operation } = failure as ValidationError;
    expect(violations[0]?.location[0]).toBe('body');
    expect({ outcome, operation }).toEqual({ outcome: 'rejected', operation: one.id });
  });
});

describe('without a valid token every operation ends in an authentication error', () => {
  test.each(perOperation.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    const stranger = new Secuconnect({ baseUrl: prism.baseUrl, auth: { token: 'wrong' } });
    await expect(call(stranger, one)).rejects.toBeInstanceOf(AuthenticationError);
  });
});

describe('each documented error status arrives as a typed error with the fields of the API', () => {
  const pairs = perOperation.flatMap((one) =>
    one.errors.filter(({ status }) => status).map((error) => [`${one.id} ${error.status}`, one, error] as const),
  );
  test.each(pairs)('%s', async (_, one, { status, value }) => {
    const failure = (await call(secuconnect, one, { headers: { prefer: `code=${status}` } }).catch(
      (error: unknown) => error,
    )) as ApiError;

    const { error, error_details, code, supportId } = value as {
      error: string;
      error_details: string;
      code: number;
      supportId: string;
    };
    expect(failure).toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ status, operation: one.id, error, error_details, code, supportId });
    expect(failure.message).toContain(one.id);
  });
});

test('a string where the amount belongs is refused, and the error says where', async () => {
  const failure = await secuconnect.smart.transactions
    // @ts-expect-error -- the compiler refuses it too
    .create({ basket_info: { sum: '19.95', currency: 'EUR' } })
    .catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(ValidationError);
  expect((failure as ValidationError).violations[0]).toMatchObject({ location: ['body', 'basket_info', 'sum'] });
  expect((failure as ValidationError).message).toContain('basket_info.sum');
});

test('a wrong client secret ends in an authentication error before any operation is called', async () => {
  const stranger = new Secuconnect({ baseUrl: prism.baseUrl, auth: { clientId: 'shop', clientSecret: 'wrong' } });
  await expect(stranger.smart.transactions.get('STX_1')).rejects.toMatchObject({
    name: 'AuthenticationError',
    status: 400,
    error: 'invalid_client',
  });
  expect(prism.requests.map((request) => request.answeredBy)).toEqual(['token']);
});

test('a server that is not there ends in a connection error that says nothing was sent', async () => {
  const gone = await startPrism({ document });
  await gone.close();
  const failure = await new Secuconnect({ baseUrl: gone.baseUrl, auth: { token: 'any' } }).smart.transactions
    .cancel('STX_1')
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConnectionError);
  expect(failure).toMatchObject({ outcome: 'not-sent', operation: 'smart.transactions.cancel' });
});
