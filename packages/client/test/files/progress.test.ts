import { afterEach, describe, expect, test, vi } from 'vitest';
import { countBytes, reportProgress } from '../../src/files/progress.ts';

afterEach(() => vi.restoreAllMocks());

describe('countBytes()', () => {
  const stream = () =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const size of [3, 4]) controller.enqueue(new Uint8Array(size));
        controller.close();
      },
    });

  test('the stream stays the same, and onBytes is called with the bytes so far', async () => {
    const counts: number[] = [];
    const counted = countBytes(stream(), (bytes) => counts.push(bytes));
    expect((await new Response(counted).arrayBuffer()).byteLength).toBe(7);
    expect(counts).toEqual([3, 7]);
  });

  test('onEnd is called once with all bytes, and an exception in it ends the stream with an error', async () => {
    const ends: number[] = [];
    const counted = (onEnd: (bytes: number) => void) =>
      new Response(countBytes(stream(), () => undefined, onEnd)).arrayBuffer();
    await counted((bytes) => ends.push(bytes));
    expect(ends).toEqual([7]);
    const tooShort = counted(() => {
      throw new Error('too short');
    });
    await expect(tooShort).rejects.toThrow('too short');
  });

  test('an exception in onBytes ends the stream', async () => {
    const counted = countBytes(stream(), () => {
      throw new Error('too large');
    });
    await expect(new Response(counted).arrayBuffer()).rejects.toThrow('too large');
  });
});

describe('reportProgress()', () => {
  test('the function of the caller is called, if there is one', () => {
    const onProgress = vi.fn<(progress: object) => void>();
    reportProgress(onProgress, { bytes: 1, total: 2 });
    reportProgress(undefined, { bytes: 1 });
    expect(onProgress.mock.calls).toEqual([[{ bytes: 1, total: 2 }]]);
  });

  test('an exception of the caller goes to the console', () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const failure = new Error('no screen');
    reportProgress(
      () => {
        throw failure;
      },
      { bytes: 1 },
    );
    expect(log).toHaveBeenCalledWith('secuconnect: onProgress failed:', failure);
  });
});
