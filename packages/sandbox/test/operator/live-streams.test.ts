import { expect, test } from 'vitest';
import { LiveStreams } from '../../src/operator/live-streams.ts';

const textOf = ({ value }: ReadableStreamReadResult<Uint8Array>): string => new TextDecoder().decode(value);

test('many changes are one event, and each stream gets it', async () => {
  const streams = new LiveStreams();
  const readers = [streams.open()!.getReader(), streams.open()!.getReader()];
  for (const reader of readers) expect(textOf(await reader.read())).toBe('retry: 1000\n\n');
  for (let count = 0; count < 100; count += 1) streams.changed();
  for (const reader of readers) expect(textOf(await reader.read())).toBe('data: changed\n\n');
  streams.close();
  for (const reader of readers) expect(await reader.read()).toEqual({ done: true, value: undefined });
});

test('a stream that is left is forgotten, and there are at most twenty', async () => {
  const streams = new LiveStreams();
  const open = Array.from({ length: 20 }, () => streams.open()!);
  expect(streams.open()).toBeUndefined();
  await open[0]!.cancel();
  expect(streams.size).toBe(19);
  expect(streams.open()).toBeDefined();
  streams.close();
  expect(streams.size).toBe(0);
  expect(streams.open()).toBeUndefined();
});

test('a reader that is slow gets what it missed as one event', async () => {
  const streams = new LiveStreams();
  const reader = streams.open()!.getReader();
  await reader.read();
  for (let round = 0; round < 3; round += 1) {
    streams.changed();
    await new Promise((resolve) => void setTimeout(resolve, 250));
  }
  expect(textOf(await reader.read())).toBe('data: changed\n\n');
  const next = reader.read();
  streams.close();
  expect((await next).done).toBe(true);
});
