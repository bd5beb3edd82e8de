/** How a payment goes, chosen by test data. */
export type Outcome =
  'approve' | 'decline' | 'check-passes' | 'check-fails' | 'charge-back' | 'wrong-amount' | 'never-pays';

export interface TestDatum {
  readonly kind: 'surname' | 'amount' | 'iban' | 'card';
  /** Text; an amount is in minor units, and a card is known by its last four digits. */
  readonly value: string;
  readonly outcome: Outcome;
}

/** What each outcome means, for the documentation. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  approve: 'The payment succeeds. Everything that is not in the table does.',
  decline: 'The bank declines: the Smart Transaction is `failed`, and the payer can try again.',
  'check-passes': 'A further check runs; when it is over, the payment succeeds.',
  'check-fails': 'A further check runs; when it is over, the payment is denied.',
  'charge-back': 'The payment succeeds, and is charged back when the time for it has passed.',
  'wrong-amount': 'The payer transfers one unit less than the total; the prepayment stays open.',
  'never-pays': 'The payer never transfers the money.',
};

/** The test data. All IBANs have valid check digits, and no account behind them. */
export const TEST_DATA: readonly TestDatum[] = [
  { kind: 'surname', value: 'Decline', outcome: 'decline' },
  { kind: 'surname', value: 'Pending', outcome: 'check-passes' },
  { kind: 'surname', value: 'Review', outcome: 'check-fails' },
  { kind: 'surname', value: 'Chargeback', outcome: 'charge-back' },
  { kind: 'surname', value: 'Underpay', outcome: 'wrong-amount' },
  { kind: 'surname', value: 'Never', outcome: 'never-pays' },
  { kind: 'amount', value: '66651', outcome: 'decline' },
  { kind: 'amount', value: '66610', outcome: 'check-passes' },
  { kind: 'amount', value: '66613', outcome: 'check-fails' },
  { kind: 'amount', value: '66669', outcome: 'charge-back' },
  { kind: 'amount', value: '66604', outcome: 'wrong-amount' },
  { kind: 'amount', value: '66600', outcome: 'never-pays' },
  { kind: 'iban', value: 'DE80120300000000000051', outcome: 'decline' },
  { kind: 'iban', value: 'DE23120300000000000010', outcome: 'check-passes' },
  { kind: 'iban', value: 'DE39120300000000000013', outcome: 'check-fails' },
  { kind: 'iban', value: 'DE79120300000000000069', outcome: 'charge-back' },
  { kind: 'card', value: '0051', outcome: 'decline' },
  { kind: 'card', value: '0010', outcome: 'check-passes' },
  { kind: 'card', value: '0013', outcome: 'check-fails' },
  { kind: 'card', value: '0069', outcome: 'charge-back' },
];

/** What is known of a payment when its outcome is decided. */
export interface Circumstances {
  readonly surname?: string | null | undefined;
  readonly amount: number;
  readonly iban?: string | null | undefined;
  /** Masked or whole. */
  readonly card?: string | null | undefined;
}

/** The outcome of a payment: the first test datum that applies decides. */
export function outcomeOf({ surname, amount, iban, card }: Circumstances): Outcome {
  const known: Readonly<Record<TestDatum['kind'], string | undefined>> = {
    surname: surname?.trim().toLowerCase(),
    amount: String(amount),
    iban: iban?.replaceAll(' ', '').toUpperCase(),
    card: card?.slice(-4),
  };
  const datum = TEST_DATA.find(({ kind, value }) => known[kind] === (kind === 'surname' ? value.toLowerCase() : value));
  return datum?.outcome ?? 'approve';
}
