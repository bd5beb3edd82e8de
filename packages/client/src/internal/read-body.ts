/**
 * The body of an answer as text, up to a number of bytes: what a broken server or proxy sends must not fill the memory. `whole` is false when
 * there was more; the rest is not fetched.
 */
export async function readText(response: Response, most: number): Promise<{ text: string; whole: boolean }> {
  const { body, headers } = response;
  const length = headers.get('content-length');
  // Only a body whose size is not known, or grows when it is unpacked, has to be watched while it comes in.
  const unknown = length === null || headers.has('content-encoding');
  if (!body || (!unknown && Number(length) <= most)) return { text: await response.text(), whole: true };
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let left = most; ;) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode(), whole: true };
    text += decoder.decode(value.subarray(0, left), { stream: true });
    left -= value.byteLength;
    if (left < 0) {
      // Nobody waits for it: a body that does not end does not end its cancelling either.
      reader.cancel().catch(() => undefined);
      return { text, whole: false };
    }
  }
}

/** The response with a body that is watched: `hold` is asked about each read, `ended` told when the body has ended, whichever way. */
export function watched(
  response: Response,
  hold: <Value>(read: Promise<Value>) => Promise<Value>,
  ended: () => void,
): Response {
  if (!response.body) {
    ended();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await hold(reader.read());
          if (!done) return controller.enqueue(value);
          controller.close();
        } catch (failure) {
          controller.error(failure);
        }
        ended();
      },
      async cancel(reason) {
        ended();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
