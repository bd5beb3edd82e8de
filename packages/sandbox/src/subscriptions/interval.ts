import type { PaymentPlanInterval } from '@secuconnect/api';

/** The day of the month of `anchor` some months later, or the last one of a month that is shorter. */
function addMonths(time: number, months: number, anchor: number): number {
  const date = new Date(time);
  const day = new Date(anchor).getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime();
}

const DAY = 24 * 60 * 60 * 1000;

const ADD: Readonly<Record<string, (time: number, count: number, anchor: number) => number>> = {
  day: (time, count) => time + count * DAY,
  week: (time, count) => time + count * 7 * DAY,
  month: addMonths,
  year: (time, count, anchor) => addMonths(time, 12 * count, anchor),
};

export const INTERVAL_UNITS: readonly string[] = Object.keys(ADD);

/**
 * A time and an interval of a plan, in milliseconds since 1970.
 *
 * @param anchor A time with the day of the month that months return to after a shorter one. @default `time`
 */
export const addInterval = (time: number, { unit, count }: PaymentPlanInterval, anchor = time): number =>
  ADD[unit ?? 'month']!(time, count ?? 1, Number.isNaN(anchor) ? time : anchor);
