import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { retryAfter } from '../../src/internal/backoff.ts';

// Room for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const of = (value: string): number | undefined => retryAfter(new Headers({ 'retry-after': value }));
const headerText = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });

const anyValue = fc.oneof(headerText, ...[fc.nat(), fc.integer(), fc.double()].map((one) => one.map(String)));

test('Retry-After is a number of seconds, a date, or nothing, and never less than no time', () => {
  fc.assert(
    fc.property(anyValue, (value) => {
      const pause = of(value);
      const seconds = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : undefined;
      const isDate = /^[a-z]/i.test(value.trim()) && pause !== undefined && pause >= 0;
      expect(isDate || pause === seconds).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('and a date is kept to the second, by the clock of the server', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 4e9 }), fc.integer({ min: -1000, max: 1000 }), (now, seconds) => {
      const date = (at: number): string => new Date(at * 1000).toUTCString();
      const headers = new Headers({ date: date(now), 'retry-after': date(now + seconds) });
      expect(retryAfter(headers)).toBe(Math.max(0, seconds * 1000));
    }),
  );
});
