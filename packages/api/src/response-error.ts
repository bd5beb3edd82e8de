import type { Operation } from './runtime/index.ts';

/** What the methods of `createApi` reject with if the response is not successful. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly operation: Operation;
  readonly response: Response;
  /** The decoded body: a `ProductExceptionPayload`, or a string if the response is not JSON. */
  readonly body: unknown;

  constructor(operation: Operation, response: Response, body: unknown) {
    super(`${operation.id} failed with status ${response.status}`);
    this.operation = operation;
    this.response = response;
    this.body = body;
  }
}
