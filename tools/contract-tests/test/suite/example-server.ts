import type { IncomingMessage } from 'node:http';
import { openApiDocument } from '../../src/document/document.ts';
import { documentedOperations, firstSuccess } from '../../src/document/operations.ts';
import { createLookup } from '@secuconnect/mock/lookup';
import { loadOperations } from '@secuconnect/mock/operations';
import { localServer, sendJson, type LocalServer } from '@secuconnect/mock/local-server';

export interface Seen {
  readonly method: string;
  readonly path: string;
  /** The operation that it is; undefined for the token endpoint. */
  readonly operation: string | undefined;
}

export interface ExampleServer extends LocalServer {
  readonly seen: Seen[];
}

type DocumentedResponse = { readonly status: number; readonly body: unknown };
/** Another answer than that of the document. */
export type Deviations = Readonly<Record<string, (answer: DocumentedResponse) => DocumentedResponse>>;

const BASE = '/api/v2';

/** A server that stands for the platform: it issues tokens, answers with the document's examples, and deviates where it is told to. */
export async function startExampleServer(deviations: Deviations = {}): Promise<ExampleServer> {
  const lookup = createLookup(loadOperations(openApiDocument()));
  const operations = documentedOperations('');
  const seen: Seen[] = [];
  const answerTo = (request: IncomingMessage): DocumentedResponse => {
    const { method = 'GET' } = request;
    const { pathname: path } = new URL(request.url ?? '/', 'http://localhost');
    if (path === '/oauth/token') {
      seen.push({ method, path, operation: undefined });
      return { status: 200, body: { access_token: 'issued', expires_in: 1200, token_type: 'bearer' } };
    }
    const found = lookup(method, path.slice(BASE.length));
    const operation = operations.find((one) => one.method === method && one.path === found?.path);
    seen.push({ method, path: path.slice(BASE.length), operation: operation?.id });
    if (!operation) return { status: 404, body: { error: 'ProductNotFoundException' } };
    if (request.headers.authorization !== 'Bearer issued') {
      return { status: 401, body: operation.answers.find(({ status }) => status === '401')!.examples[0]!.value };
    }
    const { status, examples } = firstSuccess(operation);
    const usual = { status: Number(status), body: examples[0]?.value };
    return deviations[operation.id]?.(usual) ?? usual;
  };
  const server = await localServer((request, response) => {
    const { status, body } = answerTo(request);
    sendJson(response, status, body);
  });
  return { ...server, seen };
}
