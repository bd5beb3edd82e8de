export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A response whose body arrives in these chunks; an error among them ends it. Records how far it was fetched, and whether it was cancelled. */
export function streamedResponse(
  chunks: readonly (Uint8Array | Error)[],
  headers: Record<string, string> = {},
  init: ResponseInit = {},
) {
  const recorded = { cancelReason: undefined as unknown, pulls: 0 };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[recorded.pulls++];
        if (chunk instanceof Error) controller.error(chunk);
        else if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel(reason) {
        recorded.cancelReason = reason ?? 'without a reason';
      },
    },
    { highWaterMark: 0 },
  );
  return { response: new Response(body, { headers, ...init }), recorded };
}
