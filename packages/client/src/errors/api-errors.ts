import type { ProductExceptionPayload } from '@secuconnect/api';
import { escapeControls } from '../internal/escape-controls.ts';
import { nextStep, outcomeOf, type CallContext, type Outcome } from './outcome.ts';
import { hideFields, SecuconnectError } from './secuconnect-error.ts';

/** A problem that a validator found in a request: a gateway in front of the API, or a mock server generated from the spec. */
export interface Violation {
  /** Path to the value: `['body', 'basket_info', 'sum']`. */
  readonly location: readonly string[];
  readonly message: string;
}

/** The parts of an error response. All strings are redacted. */
export interface FailedResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly payload: Pick<ProductExceptionPayload, 'error' | 'error_details' | 'error_user' | 'code' | 'supportId'>;
  readonly violations: readonly Violation[];
}

/** The server sent an error response. The subclass says which kind of error. */
export class ApiError extends SecuconnectError {
  static override readonly kind: string = 'ApiError';
  /** The sentence of the message that says what to do. */
  static readonly advice: string = '';

  /** HTTP status. */
  readonly status: number;
  /** The API's exception, such as `ProductFormatException`. */
  readonly error: string | undefined;
  /** The API's description for developers. */
  readonly error_details: string | undefined;
  /** The API's message for the person in front of the screen. */
  readonly error_user: string | undefined;
  /** The API's number for this error, such as 1001. */
  readonly code: number | undefined;
  /** Give it to Secuconnect support. */
  readonly supportId: string | undefined;
  /** What a validator in front of the API found; empty for responses of the API itself. */
  readonly violations: readonly Violation[];
  /** Headers of the response, redacted. Not part of JSON and inspections. */
  declare readonly headers: Headers;
  /** Body of the response, redacted. Not part of JSON and inspections. */
  declare readonly body: string;

  constructor(context: CallContext, response: FailedResponse, writeOutcome: Outcome) {
    const outcome = outcomeOf(context, writeOutcome);
    super(messageOf(context, response, outcome, (new.target as typeof ApiError).advice), {
      outcome,
      operation: context.id,
    });
    const { status, headers, body, payload, violations } = response;
    this.status = status;
    this.error = payload.error ?? undefined;
    this.error_details = payload.error_details ?? undefined;
    this.error_user = payload.error_user ?? undefined;
    this.code = numberOf(payload.code);
    this.supportId = payload.supportId ?? undefined;
    this.violations = violations;
    hideFields(this, { headers, body });
  }
}

/** Names the operation, the status, the API's reason, the next step, and the support id. It is often printed to a terminal. */
function messageOf(
  context: CallContext,
  { status, payload, violations }: FailedResponse,
  outcome: Outcome,
  advice: string,
): string {
  const { error, error_details, code, supportId } = payload;
  const reason = [error, numberOf(code) && `(code ${code})`].filter(Boolean).join(' ');
  const details = violations.map((one) => `${one.location.join('.')}: ${one.message}`).join('; ') || error_details;
  const summary = `${context.id} failed with status ${status}${reason && `, ${reason}`}${details ? `: ${details}` : ''}`;
  const whatToDo = outcome === 'unknown' || !advice ? nextStep(context, outcome) : advice;
  return escapeControls(`${summary.replace(/\.?$/, '.')} ${whatToDo}${supportId ? ` Support id ${supportId}.` : ''}`);
}

/** The API sends the code as a number; the API reference says string. */
const numberOf = (code: unknown): number | undefined =>
  code == null || code === '' || Number.isNaN(Number(code)) ? undefined : Number(code);

/** The token is missing, unknown or expired, or the credentials for a new one were rejected. */
export class AuthenticationError extends ApiError {
  static override readonly kind = 'AuthenticationError';
  static override readonly advice = 'Check the credentials, and that they belong to this environment.';
}

/** The account is not allowed to do this. */
export class PermissionError extends ApiError {
  static override readonly kind = 'PermissionError';
  static override readonly advice = 'Ask Secuconnect to enable this for your contract, or use other credentials.';
}

/** The object does not exist, or it belongs to another account. */
export class NotFoundError extends ApiError {
  static override readonly kind = 'NotFoundError';
  static override readonly advice = 'Check the id, and that it belongs to this contract and environment.';
}

/** The payment method is not available, or the payment could not be authorised or captured. */
export class PaymentMethodUnavailableError extends ApiError {
  static override readonly kind = 'PaymentMethodUnavailableError';
  static override readonly advice = 'Offer another payment method, or read the object: its state may not allow this.';
}

/** The input is invalid; `violations` and `error_details` say why. The API itself responds with status 500. */
export class ValidationError extends ApiError {
  static override readonly kind = 'ValidationError';
  static override readonly advice = 'Fix the input; retrying unchanged will fail again.';
}

/** Something that must be unique already exists. */
export class ConflictError extends ApiError {
  static override readonly kind = 'ConflictError';
  static override readonly advice = 'Look for the one that exists: an earlier call may have created it.';
}

/** Too many calls in too short a time. The API did not process this one. */
export class RateLimitError extends ApiError {
  static override readonly kind = 'RateLimitError';
  static override readonly advice = 'The request had no effect; retry later, at a lower rate.';
}

/** The API failed. A write may have had its effect before that. */
export class ServerError extends ApiError {
  static override readonly kind = 'ServerError';
}
