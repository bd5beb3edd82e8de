import type { ProductExceptionPayload } from '@secuconnect/api';
import { SecuconnectError, type Outcome } from './secuconnect-error.ts';

/** One thing that a validator in front of the API found wrong (a gateway, or a mock made from the spec). */
export interface Violation {
  /** Where: `['body', 'basket_info', 'sum']`. */
  readonly location: readonly string[];
  readonly message: string;
}

/** What an answer that was not a success brought along. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  readonly payload: ProductExceptionPayload;
  readonly violations: readonly Violation[];
}

/** The server answered, and the answer was not a success. */
export class ApiError extends SecuconnectError {
  override readonly name: string = 'ApiError';
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Class of the failure, such as `ProductFormatException`. */
  readonly error: string | undefined;
  /** What went wrong, for developers. */
  readonly error_details: string | undefined;
  /** What to show to the person in front of the screen. */
  readonly error_user: string | undefined;
  /** Number of the failure. */
  readonly code: number | undefined;
  /** Quote it to the support of the platform. */
  readonly supportId: string | undefined;
  readonly violations: readonly Violation[];

  constructor(operation: string, answer: Answer, outcome: Outcome = 'rejected') {
    super(messageOf(operation, answer, outcome), { outcome, operation });
    const { error, error_details, error_user, code, supportId } = answer.payload;
    this.status = answer.status;
    this.headers = answer.headers;
    this.text = answer.text;
    this.error = error ?? undefined;
    this.error_details = error_details ?? undefined;
    this.error_user = error_user ?? undefined;
    this.code = code == null || code === '' || Number.isNaN(Number(code)) ? undefined : Number(code);
    this.supportId = supportId ?? undefined;
    this.violations = answer.violations;
  }
}

function messageOf(operation: string, { status, payload, violations }: Answer, outcome: Outcome): string {
  const reason = [payload.error, payload.code ? `(code ${payload.code})` : ''].filter(Boolean).join(' ');
  const details = violations.length
    ? violations.map((one) => `${one.location.join('.')}: ${one.message}`).join('; ')
    : payload.error_details;
  const support = payload.supportId ? ` Support id ${payload.supportId}.` : '';
  const sentence =
    `${operation} failed with status ${status}${reason && `, ${reason}`}${details ? `: ${details}` : ''}`.replace(
      /\.?$/,
      '.',
    );
  const next =
    outcome === 'unknown' ? ' It may have been carried out all the same: read the object before trying again.' : '';
  return sentence + next + support;
}

/** The token is missing, unknown or expired, or the credentials for a new one were refused. */
export class AuthenticationError extends ApiError {
  override readonly name = 'AuthenticationError';
}

/** The account may not do this. */
export class PermissionError extends ApiError {
  override readonly name = 'PermissionError';
}

/** There is no such object, or it belongs to somebody else. */
export class NotFoundError extends ApiError {
  override readonly name = 'NotFoundError';
}

/** The payment method is not offered, or the payment could not be authorised or captured. */
export class MethodNotAvailableError extends ApiError {
  override readonly name = 'MethodNotAvailableError';
}

/** The input was refused; `violations` and `error_details` say what is wrong with it. The API itself sends these with status 500. */
export class ValidationError extends ApiError {
  override readonly name = 'ValidationError';
}

/** Something that must be unique exists already. */
export class DuplicateError extends ApiError {
  override readonly name = 'DuplicateError';
}

/** Too many calls in too short a time; nothing was done. */
export class RateLimitError extends ApiError {
  override readonly name = 'RateLimitError';
}

/** The platform failed. For a call that writes, it may have done so after the effect. */
export class ServerError extends ApiError {
  override readonly name = 'ServerError';
}
