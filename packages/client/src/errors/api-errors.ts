import type { ProductExceptionPayload } from '@secuconnect/api';
import { nextStep, type Outcome, type Subject } from './outcome.ts';
import { SecuconnectError } from './secuconnect-error.ts';

/** One thing that a validator in front of the API found wrong (a gateway, or a mock made from the spec). */
export interface Violation {
  /** Where: `['body', 'basket_info', 'sum']`. */
  readonly location: readonly string[];
  readonly message: string;
}

/** What an answer that was not a success brought along; all texts without secrets and card numbers. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly payload: Pick<ProductExceptionPayload, 'error' | 'error_details' | 'error_user' | 'code' | 'supportId'>;
  readonly violations: readonly Violation[];
}

/** The server answered, and the answer was not a success. */
export class ApiError extends SecuconnectError {
  static override readonly kind: string = 'ApiError';
  /** What to do about it. */
  static readonly advice: string = '';

  readonly status: number;
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
  /** The headers of the answer. Not shown in JSON and inspections. */
  declare readonly headers: Headers;
  /** The body of the answer as it came, but for secrets and card numbers. Not shown in JSON and inspections. */
  declare readonly text: string;

  constructor(subject: Subject, answer: Answer, outcome: Outcome) {
    super(messageOf(subject, answer, outcome, (new.target as typeof ApiError).advice), {
      outcome,
      operation: subject.id,
    });
    const { status, headers, text, payload, violations } = answer;
    this.status = status;
    this.error = payload.error ?? undefined;
    this.error_details = payload.error_details ?? undefined;
    this.error_user = payload.error_user ?? undefined;
    this.code = numberOf(payload.code);
    this.supportId = payload.supportId ?? undefined;
    this.violations = violations;
    Object.defineProperties(this, { headers: { value: headers }, text: { value: text } });
  }
}

/** Operation, status, the reason that the API gives, the next step, and what to quote to the support. */
function messageOf(
  subject: Subject,
  { status, payload, violations }: Answer,
  outcome: Outcome,
  advice: string,
): string {
  const { error, error_details, code, supportId } = payload;
  const reason = [error, numberOf(code) && `(code ${code})`].filter(Boolean).join(' ');
  const details = violations.map((one) => `${one.location.join('.')}: ${one.message}`).join('; ') || error_details;
  const what = `${subject.id} failed with status ${status}${reason && `, ${reason}`}${details ? `: ${details}` : ''}`;
  const next = outcome === 'unknown' || !advice ? nextStep(subject, outcome) : advice;
  return `${what.replace(/\.?$/, '.')} ${next}${supportId ? ` Support id ${supportId}.` : ''}`;
}

/** The API sends the code as a number, its documents say text. */
const numberOf = (code: unknown): number | undefined =>
  code == null || code === '' || Number.isNaN(Number(code)) ? undefined : Number(code);

/** The token is missing, unknown or expired, or the credentials for a new one were refused. */
export class AuthenticationError extends ApiError {
  static override readonly kind = 'AuthenticationError';
  static override readonly advice = 'Check the credentials, and that they belong to this environment.';
}

/** The account may not do this. */
export class PermissionError extends ApiError {
  static override readonly kind = 'PermissionError';
  static override readonly advice = 'Have the contract enabled for it, or use the credentials of another one.';
}

/** There is no such object, or it belongs to somebody else. */
export class NotFoundError extends ApiError {
  static override readonly kind = 'NotFoundError';
  static override readonly advice = 'Check the id, and that it belongs to this contract and environment.';
}

/** The payment method is not offered, or the payment could not be authorised or captured. */
export class MethodNotAvailableError extends ApiError {
  static override readonly kind = 'MethodNotAvailableError';
  static override readonly advice = 'Offer another payment method, or read the object: its state may not allow this.';
}

/** The input was refused; `violations` and `error_details` say what is wrong with it. The API itself sends these with status 500. */
export class ValidationError extends ApiError {
  static override readonly kind = 'ValidationError';
  static override readonly advice = 'Correct the input: the same again will be refused again.';
}

/** Something that must be unique exists already. */
export class DuplicateError extends ApiError {
  static override readonly kind = 'DuplicateError';
  static override readonly advice = 'Look for the one that exists: an earlier call may have created it.';
}

/** Too many calls in too short a time; nothing was done. */
export class RateLimitError extends ApiError {
  static override readonly kind = 'RateLimitError';
  static override readonly advice = 'Nothing has happened; send it again later, and fewer at once.';
}

/** The platform failed. For a call that writes, it may have done so after the effect. */
export class ServerError extends ApiError {
  static override readonly kind = 'ServerError';
}
