import { startPrism, type PrismServer } from '@secuconnect/mock';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../src/calls/call.ts';
import { exampleCalls } from '../../src/calls/examples.ts';
import { RecordedClient } from '../../src/calls/recorded-client.ts';
import { brokenRequests } from '../../src/checks/broken-requests.ts';
import { checkDynamic } from '../../src/checks/check-dynamic.ts';
import { checkExample } from '../../src/checks/check-examples.ts';
import { checkRejections } from '../../src/checks/check-rejections.ts';
import { checkRequests } from '../../src/checks/check-requests.ts';
import { checkResponses } from '../../src/checks/check-responses.ts';
import { CHECKS } from '../../src/checks/checks.ts';
import { newEvidence, type Evidence } from '../../src/checks/evidence.ts';
import { noteSent } from '../../src/checks/sent-evidence.ts';
import { operationsOf, type DocumentedOperation } from '../../src/document/operations.ts';
import { covered, inventory, kinds } from '../../src/report/inventory.ts';
import { generatorFor } from '../../src/schema-values/generator.ts';
import { clientOf, DOCUMENT, NOTATION, type ClientOptions } from './transports.ts';

const operations = operationsOf(DOCUMENT);
const operation = (verb: string) => operations.find(({ id }) => id === `shop.orders.${verb}`)!;

let prism: PrismServer;
let client: RecordedClient;
const evidence: Evidence[] = [];

beforeAll(async () => {
  prism = await startPrism({ document: DOCUMENT });
  client = new RecordedClient(prism, clientOf(prism));
});
afterAll(() => prism.close());

/** The checks of one operation that need nothing but a client. */
async function runChecks(recorded: RecordedClient, one: DocumentedOperation): Promise<Evidence> {
  const found = newEvidence('all', one.id);
  for (const example of exampleCalls(one)) {
    await checkExample(recorded, one, example, found);
    if (example.example) found.requestExamples.push(example.example);
  }
  await checkRequests(recorded, one, found);
  await checkResponses(recorded, one, found);
  if (CHECKS.dynamic.appliesTo(one)) await checkDynamic(recorded, one, found);
  if (CHECKS.rejections.appliesTo(one)) await checkRejections(recorded, one, found);
  return found;
}

describe('a client that sends what the document says passes every check', () => {
  test.each(operations.map((one) => [one.id, one] as const))('%s', async (_, one) => {
    evidence.push(await runChecks(client, one));
    expect(evidence.at(-1)!.checked).toBeGreaterThan(0);
  });

  test('the checks cover every parameter, header, cookie, field, example and status', () => {
    const [all, found] = [inventory(operations), covered(evidence)];
    for (const kind of kinds)
      expect(
        [...all[kind]].filter((item) => !found[kind].has(item)),
        kind,
      ).toEqual([]);
    expect(all.parameters).toContain('shop.orders.named cookie visits');
  });

  test('headers, styled arrays, forms and text have values that the mock rejects', () => {
    const broken = operations.flatMap((one) =>
      brokenRequests(one, generatorFor(one.id)).map(({ where, breach }) => `${one.id.slice(12)} ${where}: ${breach}`),
    );
    expect(broken).toEqual(
      expect.arrayContaining([
        'named path id: wrong type',
        'named header X-Trace: missing',
        'named header X-Trace: over its limit',
        'named header X-Depth: wrong type',
        'styles query each: wrong type',
        'styles query comma: over its limit',
        'styles query pipe: over its limit',
        'styles query page: missing',
        'styles query open: wrong type',
        'merge body sum: wrong type',
        'coupon body pages: wrong type',
        'note body: over its limit',
        'scan body: missing',
        'attach body cover: missing',
      ]),
    );
  });
});

interface SentInit {
  headers: Headers;
  body: BodyInit | null;
}

/** Changes each request on its way to the mock. */
const changing = (change: (init: SentInit) => void): ClientOptions => ({
  fetch: (url, init = {}) => {
    const sent: SentInit = { headers: new Headers(init.headers), body: init.body ?? null };
    change(sent);
    return fetch(url, { ...init, ...sent });
  },
});

const withNotation = (verb: string, notation: string): ClientOptions => ({ notation: { [verb]: notation } });

describe('a client that sends something else fails, at the place of the difference', () => {
  const rejected = 'to be undefined';
  const faults: [name: string, verb: string, place: string, options: ClientOptions][] = [
    ['drops an optional header', 'named', 'headers: ', changing(({ headers }) => headers.delete('x-depth'))],
    ['adds a header', 'styles', 'headers: ', changing(({ headers }) => headers.set('x-own', '1'))],
    ['drops its cookies', 'named', 'cookies: ', changing(({ headers }) => headers.delete('cookie'))],
    ['sends another cookie', 'named', 'cookies: ', changing(({ headers }) => headers.set('cookie', 'region=us'))],
    ['writes a name for each item', 'styles', rejected, withNotation('styles', 'GET /styles query style=pipe:pipe')],
    [
      'writes commas for pipes',
      'styles',
      rejected,
      withNotation('styles', 'GET /styles query style=comma:comma,pipe:comma'),
    ],
    ['writes an array in one', 'styles', rejected, withNotation('styles', `${NOTATION['styles']},each:comma`)],
    ['sends a patch as JSON', 'merge', rejected, withNotation('merge', 'PATCH /{id}/merge type=application/hal+json')],
    ['sends a form as JSON', 'coupon', rejected, withNotation('coupon', 'POST /coupon')],
    ['sends text as JSON', 'note', rejected, withNotation('note', 'POST /note type=text/plain')],
    ['loses a byte', 'scan', 'body: ', changing((sent) => (sent.body = (sent.body as Blob).slice(1)))],
    ['sends one file of two', 'pages', 'form: ', changing((sent) => (sent.body = firstPage(sent.body as FormData)))],
    ['changes a field of a form', 'attach', 'form: ', changing(({ body }) => (body as FormData).set('title', 'x'))],
  ];

  test.each(faults)('one that %s', async (_, verb, place, options) => {
    const faulty = new RecordedClient(prism, clientOf(prism, options));
    await expect(runChecks(faulty, operation(verb))).rejects.toThrow(place);
  });

  test('a header or a cookie that does not arrive is not covered', async () => {
    const one = operation('named');
    const dropping = changing(({ headers }) => ['x-depth', 'cookie'].forEach((name) => headers.delete(name)));
    const faulty = new RecordedClient(prism, clientOf(prism, dropping));
    const input: Input = {
      path: ['1'],
      headers: { 'X-Trace': 't', 'X-Depth': 1, 'X-Tags': ['a'] },
      cookies: { region: 'us', visits: 1 },
    };
    const found = newEvidence('all', one.id);
    noteSent(one, input, await faulty.call(one, input), found);
    expect(found.parameters).toEqual(['path id', 'header X-Trace', 'header X-Tags']);
  });
});

function firstPage(form: FormData): FormData {
  const changed = new FormData();
  changed.set('pages', form.get('pages')!);
  return changed;
}
