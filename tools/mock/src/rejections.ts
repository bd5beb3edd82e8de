import { exceptionFor } from '@secuconnect/platform-facts';
import type { Operation } from './operations.ts';
import type { Lookup } from './lookup.ts';

/** A request that the mock rejects without asking Prism. */
export interface Rejection {
  readonly status: number;
  /** Where the request is wrong, as in the violations of Prism: `request`, then the part. */
  readonly location: readonly string[];
  readonly code: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The violation that a rejection reports. */
export const violationOf = ({ location, code, message }: Rejection) => ({
  location: [...location],
  severity: 'Error',
  code,
  message,
});

/** The body of a rejection: an error of the API, with the violation where a client looks for it. A path that does not exist is no invalid input. */
export const bodyOf = (rejection: Rejection): object => ({
  ...exceptionFor(rejection.status, {
    error_details: rejection.message,
    error_user: 'Please check your input.',
    code: 0,
  }).payload,
  ...(rejection.code !== 'UNKNOWN_PATH' && { validation: [violationOf(rejection)] }),
});

/** Rejects a path or a method that the document does not have. The path is `undefined` outside the base path of the API. */
export function rejectRoute(
  method: string,
  path: string | undefined,
  lookup: Lookup,
  operations: readonly Operation[],
): Rejection {
  const methods = [...new Set(operations.map((one) => one.method.toUpperCase()))];
  const allowed = path === undefined ? [] : methods.filter((one) => lookup(one, path));
  if (allowed.length === 0)
    return {
      status: 404,
      location: ['request', 'path'],
      code: 'UNKNOWN_PATH',
      message:
        path === undefined
          ? 'The path is outside the base path of the API, so the base URL is probably wrong'
          : 'The document has no such path',
    };
  return {
    status: 405,
    location: ['request', 'method'],
    code: 'UNKNOWN_METHOD',
    message: `The document has ${allowed.join(', ')} for this path, and no ${method}`,
    headers: { allow: allowed.join(', ') },
  };
}
