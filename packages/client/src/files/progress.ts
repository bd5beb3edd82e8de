/** How far a file is. */
export interface TransferProgress {
  /** Bytes of the file so far. */
  readonly bytes: number;
  /** Bytes of the whole file, as announced; missing when the server did not say. */
  readonly total?: number;
}

/** The stream, with the number of its bytes so far told as they pass. What `tell` throws ends it. */
export function counted(stream: ReadableStream<Uint8Array>, tell: (bytes: number) => void): ReadableStream<Uint8Array> {
  let bytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        tell((bytes += chunk.byteLength));
        controller.enqueue(chunk);
      },
    }),
  );
}

/** Tells the caller's function. What it throws goes to the console: a progress bar must not end a transfer. */
export function reportTo(
  onProgress: ((progress: TransferProgress) => void) | undefined,
  progress: TransferProgress,
): void {
  try {
    onProgress?.(progress);
  } catch (failure) {
    console.error('secuconnect: onProgress failed:', failure);
  }
}
