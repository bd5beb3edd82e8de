import { describe, expect, test } from 'vitest';
import { diagram } from '../../src/operator/diagram.ts';
import { PAYMENT_LAYOUT, SMART_LAYOUT, type Layout } from '../../src/operator/diagram-layouts.ts';
import { PAYMENT_STATES, PAYMENT_STEPS, type PaymentStateName } from '../../src/states/payment-steps.ts';
import { SMART_STEPS } from '../../src/states/smart-steps.ts';

const drawn = async (present: PaymentStateName): Promise<string> =>
  String(
    await diagram({
      id: 'd',
      title: 'States',
      steps: PAYMENT_STEPS,
      layout: PAYMENT_LAYOUT,
      present,
      passed: new Set(['open']),
    }),
  );

describe.each([
  ['sales', SMART_LAYOUT as Layout<string>, SMART_STEPS.flatMap(({ from, to }) => [...from, to])],
  ['payments', PAYMENT_LAYOUT as Layout<string>, Object.keys(PAYMENT_STATES)],
])('the layout of %s', (_, layout, states) => {
  test('has a place for every state', () => {
    const known = new Set([...Object.keys(layout), 'paid']);
    expect(states.filter((state) => !known.has(state))).toEqual([]);
  });

  test('has no two states in one place, which their labels could not share', () => {
    const places = Object.values(layout);
    for (const [index, [column, row]] of places.entries())
      for (const [otherColumn, otherRow] of places.slice(index + 1))
        expect(column === otherColumn && Math.abs(row - otherRow) < 1).toBe(false);
  });
});

describe('the diagram', () => {
  test.each(Object.keys(PAYMENT_STATES) as PaymentStateName[])(
    'of %s lights the state and what can follow',
    async (present) => {
      const text = await drawn(present);
      expect(text.match(/<g class="here">/g)).toHaveLength(1);
      const next = new Set(PAYMENT_STEPS.filter(({ from }) => from.includes(present)).map(({ to }) => to));
      next.delete(present);
      expect(text.match(/<g class="next">/g) ?? []).toHaveLength(next.size);
      expect(text.match(/class="lit"\s+d=/g) ?? []).toHaveLength(next.size);
      for (const state of next) expect(text).toContain(`become ${state} by`);
    },
  );

  test('says the same as text, and where it ends', async () => {
    expect(await drawn('completed')).toContain(
      'It is completed, and can stay so by refund-part, become refunding by refund-rest',
    );
    const end = await drawn('void');
    expect(end).toContain('It is void, which is the end.');
    expect(end).toMatch(/<title id="d-title">\s*States: void\s*<\/title>/);
    expect(end).toMatch(/<g class="been">\s*<rect[^>]*>\s*<\/rect>|<g class="been">/);
  });
});
