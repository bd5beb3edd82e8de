import { environments, optionsFromEnv, Secuconnect, type SecuconnectOptions } from '@secuconnect/client';
import { startPrism } from '@secuconnect/mock';
import { firstInput } from '../calls/examples.ts';
import { RecordedClient, type CallResult } from '../calls/recorded-client.ts';
import { openApiDocument, type Json } from '../document/document.ts';
import { documentedOperations, type DocumentedOperation } from '../document/operations.ts';
import { UNKNOWN, unknownFieldsIn, unlistedValuesIn, violationsIn } from '../targets/drift.ts';
import { isReadOnly } from '../targets/operation-order.ts';

/** How the responses of an environment differ from the document. Only names and paths of fields: a value may be personal data. */
export interface Drift {
  /** Operations with a judged response. */
  readonly judged: string[];
  /** Operations that were not called or were rejected, and why. */
  readonly skipped: string[];
  /** What the document does not have, and allows. */
  readonly drift: string[];
  /** What the document forbids. */
  readonly violations: string[];
}

/**
 * `pnpm drift`: reads from the environment that the variables `SECUCONNECT_…` name, and compares what it returns with the document. It only
 * sends what reads: lists with one entry, and what can be read of that entry.
 *
 * @returns `undefined` without credentials.
 */
export async function measureDrift(env: NodeJS.ProcessEnv): Promise<Drift | undefined> {
  const { SECUCONNECT_TOKEN: token, SECUCONNECT_CLIENT_ID: id } = env;
  if (!token?.trim() && !id?.trim()) return undefined;
  const options = optionsFromEnv(env);
  const prism = await startPrism({ document: openApiDocument(), upstream: baseUrlOf(options), strict: false });
  try {
    const secuconnect = new Secuconnect({ auth: options.auth!, baseUrl: prism.baseUrl });
    return await readEverything(new RecordedClient(prism, secuconnect));
  } finally {
    await prism.close();
  }
}

const baseUrlOf = ({ baseUrl, environment }: SecuconnectOptions): string => baseUrl ?? environments[environment!];

async function readEverything(client: RecordedClient): Promise<Drift> {
  const found: Drift = { judged: [], skipped: [], drift: [], violations: [] };
  const reads = documentedOperations('').filter(isReadOnly);
  /** The id of the first entry, by the path of its list. */
  const ids = new Map<string, string>();
  for (const operation of reads.filter(({ pathParameters }) => pathParameters.length === 0)) {
    const result = await read(client, operation, []);
    note(operation, result, found);
    const first = (result.value as { data?: { id?: unknown }[] } | undefined)?.data?.[0]?.id;
    if (typeof first === 'string') ids.set(operation.path, first);
  }
  for (const operation of reads.filter(({ pathParameters }) => pathParameters.length > 0)) {
    const id = ids.get(operation.path.slice(0, operation.path.indexOf('/{')));
    if (id === undefined || operation.pathParameters.length > 1)
      found.skipped.push(`${operation.id}: no entry to read`);
    else note(operation, await read(client, operation, [id]), found);
  }
  return found;
}

function read(client: RecordedClient, operation: DocumentedOperation, path: readonly string[]): Promise<CallResult> {
  const { query } = firstInput(operation);
  const mayCount = operation.queryParameters.some(({ name }) => name === 'count');
  return client.call(operation, { path, query: mayCount ? { count: 1 } : query });
}

function note(operation: DocumentedOperation, result: CallResult, found: Drift): void {
  const { status } = result.requests.at(-1) ?? {};
  if (status === undefined || status >= 300) {
    found.skipped.push(`${operation.id}: ${status === undefined ? 'no response' : `status ${status}`}`);
    return;
  }
  found.judged.push(operation.id);
  const say = (what: string): string => `${operation.id}  ${what}`;
  found.violations.push(...violationsIn(result).map((one) => say(withoutKeys(one))));
  found.drift.push(
    ...unknownFieldsIn(operation, result).map((path) => say(`${path}: ${UNKNOWN}`)),
    ...unlistedValuesIn(operation, result).map((path) =>
      say(`${path}: the list of the document does not have this value`),
    ),
  );
}

/** A key of a map can be data, such as an id; a name of the document is not. The message has the path, too, in front of its verb. */
function withoutKeys(violation: string): string {
  const [path = '', ...message] = violation.split(': ');
  const steps = path.split('/').map((step) => (step === '[]' || step === 'body' || names().has(step) ? step : '*'));
  return `${steps.join('/')}: ${message.join(': ').replace(/^.*? (?=must )/, '')}`;
}

let known: Set<string> | undefined;
function names(): Set<string> {
  if (known) return known;
  known = new Set<string>();
  const collect = (node: Json): void => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value !== 'object' || value === null) continue;
      if (key === 'properties') Object.keys(value).forEach((name) => known!.add(name));
      collect(value as Json);
    }
  };
  collect(openApiDocument());
  return known;
}
