import type { IncomingMessage } from 'node:http';
import { localServer, sendJson, type LocalServer } from '@secuconnect/mock/local-server';
import { createLookup } from '@secuconnect/mock/lookup';
import { loadOperations } from '@secuconnect/mock/operations';
import { exceptionFor, tokenResponse } from '@secuconnect/platform-facts';
import { openApiDocument } from '../../src/document/document.ts';
import { documentedOperations } from '../../src/document/operations.ts';
import { firstSuccess, statusOf } from '../../src/document/responses.ts';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** The id of the operation; undefined for the token endpoint. */
  readonly operation: string | undefined;
}

export interface ExampleServer extends LocalServer {
  readonly seen: SeenRequest[];
}

type Response = { readonly status: number; readonly body: unknown };
/** Changes the response of an operation, by the operation's id. */
export type Deviations = Readonly<Record<string, (response: Response) => Response>>;

const BASE = '/api/v2';

/** Starts a server in place of the API: it issues tokens, and responds with the document's examples or with deviations from them. */
export async function startExampleServer(deviations: Deviations = {}): Promise<ExampleServer> {
  const lookup = createLookup(loadOperations(openApiDocument()));
  const operations = documentedOperations('');
  const seen: SeenRequest[] = [];
  const respondTo = (request: IncomingMessage): Response => {
    const { method = 'GET' } = request;
    const { pathname: path } = new URL(request.url ?? '/', 'http://localhost');
    if (path === '/oauth/token') {
      seen.push({ method, path, operation: undefined });
      return { status: 200, body: tokenResponse('issued') };
    }
    const found = lookup(method, path.slice(BASE.length));
    const operation = operations.find((one) => one.method === method && one.path === found?.path);
    seen.push({ method, path: path.slice(BASE.length), operation: operation?.id });
    if (!operation) return { status: 404, body: exceptionFor(404).payload };
    if (request.headers.authorization !== 'Bearer issued') {
      return { status: 401, body: operation.responses.find(({ status }) => status === '401')!.examples[0]!.value };
    }
    const success = firstSuccess(operation);
    const documented = { status: statusOf(success), body: success.examples[0]?.value };
    return deviations[operation.id]?.(documented) ?? documented;
  };
  const server = await localServer((request, response) => {
    const { status, body } = respondTo(request);
    sendJson(response, status, body);
  });
  return { ...server, seen };
}
