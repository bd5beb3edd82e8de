import type { CallInput, Operation, Transport, WithResponse } from '@secuconnect/api';
import type { RequestOptions } from '../request-options.ts';

/** A call that is about to be made. */
export interface InterceptedCall {
  readonly operation: Operation;
  readonly input: CallInput;
  readonly options: RequestOptions;
  /** For reads beside the call. */
  readonly transport: Transport<RequestOptions>;
  /** Makes the call, with these options in place of those that it was called with, and with this input if there is one. */
  readonly send: (options: RequestOptions, input?: CallInput) => Promise<WithResponse<unknown>>;
}

/** Stands around a call: it may do something before and after it, or not make it at all. */
export type Interceptor = (call: InterceptedCall) => Promise<WithResponse<unknown>>;

const INTERCEPTOR = Symbol.for('@secuconnect/client.interceptor');
const SEND_BEFORE = Symbol.for('@secuconnect/client.sendBefore');

interface Intercepted extends RequestOptions {
  readonly [INTERCEPTOR]?: Interceptor | undefined;
  readonly [SEND_BEFORE]?: number | undefined;
}

/** Options that carry an interceptor, which programs neither see nor copy by JSON. */
export const withInterceptor = (options: RequestOptions, interceptor: Interceptor | undefined): RequestOptions =>
  ({ ...options, [INTERCEPTOR]: interceptor }) as RequestOptions;

export const interceptorOf = (options: RequestOptions): Interceptor | undefined =>
  (options as Intercepted)[INTERCEPTOR];

/**
 * Options of a call whose attempts must not begin after a time, in ms since 1970. The clock of a timeout stands still while a machine is suspended; this
 * one does not.
 */
export const withSendBefore = (options: RequestOptions, time: number): RequestOptions =>
  ({ ...options, [SEND_BEFORE]: time }) as RequestOptions;

export const sendBeforeOf = (options: RequestOptions): number =>
  (options as Intercepted)[SEND_BEFORE] ?? Number.POSITIVE_INFINITY;
