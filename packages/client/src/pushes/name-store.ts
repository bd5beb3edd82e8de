import { PushError } from './push-error.ts';

/**
 * Calls a push store. If it fails, the error says so, and has what the store threw as its cause: that may have no message at all, as when a command of
 * node-redis takes too long, or no address of `localhost` accepts a connection.
 */
export async function nameStore<Result>(task: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof PushError) throw error;
    throw new Error(`The push store failed: ${textOf(error)}`, { cause: error });
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || (error as { code?: string }).code || error.constructor.name;
}
