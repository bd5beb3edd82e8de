import { chunkReader } from '../internal/chunk-reader.ts';
import { isBodyTaken } from '../internal/read-body.ts';

/**
 * Returns the response with a body whose reads go through a function.
 *
 * @param race Called with each read; its result replaces the read. It may reject first.
 * @param onEnd Called once the body has ended: it was read, failed, or was cancelled. A response without a body has ended, and so has one whose body is
 *   taken already.
 */
export function guardedResponse(
  response: Response,
  race: <Value>(read: Promise<Value>) => Promise<Value>,
  onEnd: () => void,
): Response {
  if (!response.body || isBodyTaken(response) || [204, 205].includes(response.status)) {
    onEnd();
    return response;
  }
  const reader = chunkReader(response.body);
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await race(reader.read());
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (failure) {
          controller.error(failure);
        }
        onEnd();
      },
      async cancel(reason) {
        onEnd();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
