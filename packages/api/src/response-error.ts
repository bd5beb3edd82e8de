import type { Operation } from './operation.ts';

/** What a method of `createApi` rejects with when the answer is not a success. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError';
  readonly operation: Operation;
  readonly response: Response;
  /** The decoded body: a `ProductExceptionPayload`, or text when the answer was not JSON. */
  readonly body: unknown;

  constructor(operation: Operation, response: Response, body: unknown) {
    super(`${operation.id} was answered with status ${response.status}`);
    this.operation = operation;
    this.response = response;
    this.body = body;
  }
}
