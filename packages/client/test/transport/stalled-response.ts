/** A response that sends its headers and the beginning of its body, and then nothing more. */
export const stalledResponse = (): Response =>
  new Response(new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')) }));
