import type { DocumentedOperation } from '../document/operations.ts';
import { statusOf, type DocumentedResponse } from '../document/responses.ts';

/** The fields of an error body that the client passes on. */
interface Payload {
  readonly error?: string;
  readonly error_details?: string;
  readonly error_user?: string;
  readonly code?: number;
  readonly supportId?: string;
}

/** The error that the client must throw for a documented error response, by the API's meaning of status, name and code. */
export function expectedError({ id, safe }: DocumentedOperation, response: DocumentedResponse, value: unknown): object {
  const { error, error_details, error_user, code, supportId } = value as Payload;
  const name = className(response.status, { ...(error && { error }), ...(code !== undefined && { code }) });
  return {
    name,
    status: statusOf(response),
    operation: id,
    outcome: name === 'ServerError' && !safe ? 'unknown' : 'no-effect',
    error,
    error_details,
    error_user,
    code,
    supportId,
  };
}

const BY_STATUS: Readonly<Record<string, string>> = {
  401: 'AuthenticationError',
  403: 'PermissionError',
  404: 'NotFoundError',
  405: 'PaymentMethodUnavailableError',
  500: 'ServerError',
  default: 'ApiError',
};

/** Exception names that are more specific than their status. */
const BY_NAME: Readonly<Record<string, string>> = {
  ProductFormatException: 'ValidationError', // invalid input, sent with status 500
  ProductSecurityException: 'PermissionError',
};

function className(status: string, { error = '', code }: Payload): string {
  if (code === 2003) return 'AuthenticationError'; // an expired token, sent with status 403
  const name = (['500', 'default'].includes(status) && BY_NAME[error]) || BY_STATUS[status];
  if (!name) throw new Error(`The suite has no error class for status ${status}: add it to BY_STATUS.`);
  return name;
}
