import { expect } from 'vitest';
import { kindOfMedia } from '../document/media.ts';
import type { DocumentedResponse } from '../document/responses.ts';

/** Expects that the client returned a value as its media type says: JSON as it is, text as a string, bytes as a `Blob`. */
export async function expectValue(
  { media }: DocumentedResponse,
  value: unknown,
  expected: unknown,
  description: string,
): Promise<void> {
  if (media === undefined || kindOfMedia(media) !== 'bytes') return expect(value, description).toEqual(expected);
  expect(value, description).toBeInstanceOf(Blob);
  expect(await (value as Blob).text(), description).toBe(expected);
}
