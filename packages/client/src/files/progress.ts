/** Progress of an upload or a download. */
export interface TransferProgress {
  /** Bytes of the file so far. */
  readonly bytes: number;
  /** Bytes of the whole file, as announced; missing if the server does not say. */
  readonly total?: number;
}

/** The same stream. `onBytes` is called with the number of bytes so far, `onEnd` with all of them; an exception ends the stream. */
export function countBytes(
  stream: ReadableStream<Uint8Array>,
  onBytes: (bytes: number) => void,
  onEnd?: (bytes: number) => void,
): ReadableStream<Uint8Array> {
  let bytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        onBytes((bytes += chunk.byteLength));
        controller.enqueue(chunk);
      },
      flush: () => onEnd?.(bytes),
    }),
  );
}

/** Calls the caller's function. Its exceptions go to the console: a progress bar must not end a transfer. */
export function reportProgress(
  onProgress: ((progress: TransferProgress) => void) | undefined,
  progress: TransferProgress,
): void {
  try {
    onProgress?.(progress);
  } catch (failure) {
    console.error('secuconnect: onProgress failed:', failure);
  }
}
