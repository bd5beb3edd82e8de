import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import { TEST_DATA, type Outcome, type TestDatum } from '../payments/outcomes.ts';
import { testCard } from './cards.ts';

/** What comes of a payment, in a few words for the tester. */
export const ENDINGS: Readonly<Record<Outcome, string>> = {
  approve: 'it succeeds',
  decline: 'the bank declines',
  'check-passes': 'a check runs, and it succeeds',
  'check-fails': 'a check runs, and it is denied',
  'charge-back': 'it succeeds, and is charged back later',
  'wrong-amount': 'too little money is transferred',
  'never-pays': 'no money is ever transferred',
};

/** Instruments that pay, which the table of test data needs not name. */
const GOOD: Partial<Readonly<Record<TestDatum['kind'], string>>> = { iban: 'DE37503240001000000524', card: '1111' };

/** Test data of a kind, as a payer would enter them, with what they do. */
export function testDataOf(kind: 'surname' | 'iban' | 'card'): { readonly value: string; readonly text: string }[] {
  const shown = (value: string): string => (kind === 'card' ? testCard(value) : value);
  const good = GOOD[kind];
  return [
    ...(good === undefined ? [] : [{ value: shown(good), text: ENDINGS.approve }]),
    ...TEST_DATA.filter((datum) => datum.kind === kind).map(({ value, outcome }) => ({
      value: shown(value),
      text: ENDINGS[outcome],
    })),
  ];
}

const NAMES = { surname: 'Last name', iban: 'IBAN', card: 'Card number' } as const;

/** The test data that a form takes, for testers. */
export const testDataTable = (kinds: readonly (keyof typeof NAMES)[]): Html =>
  html`<details class="tester" lang="en">
    <summary>Sandbox: test data</summary>
    ${kinds.map(
      (kind) =>
        html`<table>
          <thead>
            <tr>
              <th scope="col">${NAMES[kind]}</th>
              <th scope="col">What happens</th>
            </tr>
          </thead>
          <tbody>
            ${testDataOf(kind).map(
              ({ value, text }) =>
                html`<tr>
                  <td class="code">${value}</td>
                  <td>${text}</td>
                </tr>`,
            )}
          </tbody>
        </table>`,
    )}
  </details>`;
