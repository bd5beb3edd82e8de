import { withTimeout } from '../internal/timeout.ts';
import { PushError } from './push-error.ts';

/**
 * A value for all requests, or a function that returns the one for a request. The further arguments are those that the runtime passes to the handler, such
 * as the `env` of a Worker; `toNodeHandler` passes the request of the server.
 */
export type PerRequest<Value, None = never> = Value | ValueFunction<Value, None>;

// `any`, because each runtime passes others, and a program declares those of its own.
type ValueFunction<Value, None> = (
  request: Request,
  ...runtimeArguments: any[]
) => Value | None | Promise<Value | None>;

/** How long a response waits for such a function, in ms. Two of them, and `handlerTimeout`, fit into the 30,000 for which the API waits. */
const PER_REQUEST_TIMEOUT_MS = 3_000;

/**
 * The value for this request.
 *
 * @param name The option, for messages.
 * @throws PushError with the reason `timeout` if the function does not settle within 3,000 ms, and what the function throws.
 */
export async function valueFor<Value extends object, None>(
  name: string,
  option: PerRequest<Value, None>,
  request: Request,
  runtimeArguments: readonly unknown[],
): Promise<Value | None> {
  if (typeof option !== 'function') return option;
  const getValue = option as ValueFunction<Value, None>;
  const settled = (async () => ({ value: await getValue(request, ...runtimeArguments) }))();
  const result = await withTimeout(PER_REQUEST_TIMEOUT_MS, settled);
  if (result) return result.value;
  throw new PushError('timeout', `The function in \`${name}\` did not settle within ${PER_REQUEST_TIMEOUT_MS} ms.`);
}
