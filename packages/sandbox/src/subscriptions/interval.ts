import type { PaymentPlanInterval } from '@secuconnect/api';

/** The same day of the month some months later, or the last one of a month that is shorter. */
function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

const DAY = 24 * 60 * 60 * 1000;

const ADD: Readonly<Record<string, (time: number, count: number) => number>> = {
  day: (time, count) => time + count * DAY,
  week: (time, count) => time + count * 7 * DAY,
  month: addMonths,
  year: (time, count) => addMonths(time, 12 * count),
};

export const INTERVAL_UNITS: readonly string[] = Object.keys(ADD);

/** A time and an interval of a plan, in milliseconds since 1970. */
export const addInterval = (time: number, { unit, count }: PaymentPlanInterval): number =>
  ADD[unit ?? 'month']!(time, count ?? 1);
