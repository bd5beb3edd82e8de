import { exceptionFor, type ExceptionName, type ExceptionPayload } from '@secuconnect/platform-facts';

/** Ends a call with an error response of the API. */
export class ApiException extends Error {
  override readonly name = 'ApiException';
  readonly status: number;
  readonly payload: ExceptionPayload;

  /** @param what An exception of the API, or a status. */
  constructor(what: ExceptionName | number, details?: string, overrides: ExceptionPayload = {}) {
    const { status, payload } = exceptionFor(what, {
      ...(details !== undefined && { error_details: details }),
      ...overrides,
    });
    super(`${payload.error}: ${payload.error_details}`);
    this.status = status;
    this.payload = payload;
  }
}

export const notFound = (kind: string, id: string): ApiException =>
  new ApiException('ProductNotFoundException', `${kind} ${id} was not found`);

/** Input that the spec allows and the platform rejects. */
export const invalid = (details: string, code = 1001): ApiException =>
  new ApiException('ProductFormatException', details, { code });
