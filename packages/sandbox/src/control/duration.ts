import { ApiException } from '../engine/exception.ts';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds of a duration such as `250ms`, `30s`, `20m`, `24h` or `3d`.
 *
 * @throws ApiException 400 for anything else.
 */
export function duration(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(text.trim()) ?? [];
  if (amount === undefined)
    throw new ApiException(400, `${JSON.stringify(text)} is not a duration, such as 30s, 20m, 24h or 3d`);
  return Number(amount) * UNITS[unit!]!;
}
