import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { retryAfter } from '../../src/internal/backoff.ts';

// Enough for a busy host.
vi.setConfig({ testTimeout: 60_000 });

const retryAfterOf = (value: string): number | undefined => retryAfter(new Headers({ 'retry-after': value }));
const headerString = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const anyValue = fc.oneof(headerString, ...[fc.nat(), fc.integer(), fc.double()].map((one) => one.map(String)));

test('Retry-After is a number of seconds, a date, or ignored, and never gives a negative delay', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const delay = retryAfterOf(value);
      const seconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : undefined;
      const isDate = /^[a-z]/i.test(value.trim()) && delay !== undefined && delay >= 0;
      expect(isDate || delay === seconds).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('a date in Retry-After is honoured to the second, by the clock of the server', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4e9 }), fc.integer({ min: -1000, max: 1000 }), (now, seconds) => {
      const httpDate = (unixSeconds: number): string => new Date(unixSeconds * 1000).toUTCString();
      const headers = new Headers({ date: httpDate(now), 'retry-after': httpDate(now + seconds) });
      expect(retryAfter(headers)).toBe(Math.max(0, seconds * 1000));
    }),
  );
});
