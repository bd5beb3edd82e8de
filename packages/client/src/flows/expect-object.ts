import { nextStep, outcomeOf, type CallContext } from '../errors/outcome.ts';
import { SecuconnectError } from '../errors/secuconnect-error.ts';
import { isRecord } from '../internal/json.ts';

/** Whether a value is an object of the API. A gateway may respond with a page of its own, as JSON and with a success status. */
export const isApiObject = (value: unknown): value is { readonly id: string } =>
  isRecord(value) && typeof value['id'] === 'string' && value['id'] !== '';

/**
 * Checks that a response is the object that the call is about, before a flow acts on it.
 *
 * @param context The call. If it names an object, the response must have its id.
 * @throws SecuconnectError when it is something else; the outcome of a write is then `unknown`.
 */
export function expectObject<Value>(context: CallContext, response: Value): Value {
  if (!isApiObject(response)) throw notAnObjectError(context);
  if (context.object !== undefined && response.id !== context.object)
    throw unexpectedResponseError(context, 'another object');
  return response;
}

/** The error for a response with a success status that is not an object of the API. */
export const notAnObjectError = (context: CallContext): SecuconnectError =>
  unexpectedResponseError(context, 'something that is not an object of the API');

/** The error for a response with a success status that says nothing about the object of the call. */
export function unexpectedResponseError(context: CallContext, what: string): SecuconnectError {
  const outcome = outcomeOf(context, 'unknown');
  return new SecuconnectError(`${context.id} responded with ${what}. ${nextStep(context, outcome)}`, {
    outcome,
    operation: context.id,
  });
}
