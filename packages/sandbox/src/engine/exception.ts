import { exceptionFor, type ExceptionName, type ExceptionPayload } from '@secuconnect/platform-facts';

/** Ends a call with an error response of the API. */
export class ApiException extends Error {
  override readonly name = 'ApiException';
  readonly status: number;
  readonly payload: ExceptionPayload;

  /**
   * @param what An exception of the API, or a status that has one.
   * @param details What is wrong, for `error_details`.
   */
  constructor(what: ExceptionName | number, details?: string, overrides: ExceptionPayload = {}) {
    const { status, payload } = exceptionFor(what, {
      ...(details !== undefined && { error_details: details }),
      ...overrides,
    });
    super(`${payload.error}: ${payload.error_details}`);
    this.status = status;
    this.payload = payload;
  }

  /** The same exception with a more precise status. */
  withStatus(status: number): ApiException {
    return Object.assign(Object.create(ApiException.prototype) as ApiException, this, {
      message: this.message,
      status,
    });
  }
}

/** What a call that failed is answered with, also after a mistake of the sandbox. */
export const exceptionOf = (error: unknown): ApiException =>
  error instanceof ApiException
    ? error
    : new ApiException('ProductInternalException', error instanceof Error ? error.message : String(error));

export const notFound = (kind: string, id: string): ApiException =>
  new ApiException('ProductNotFoundException', `${kind} ${id} was not found`);

/** Input that the spec allows and the platform rejects. */
export const invalid = (details: string, code = 1001): ApiException =>
  new ApiException('ProductFormatException', details, { code });

/** A step that the state of an object does not allow. */
export const notPossible = (details: string): ApiException =>
  new ApiException('ProductInternalException', details, { code: 1003 });

/** A payment method, or a capture, that is not available. */
export const methodUnavailable = (details: string): ApiException => new ApiException(405, details);
