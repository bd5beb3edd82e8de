import { describe, expect, test } from 'vitest';
import document from '../../../api/openapi.json' with { type: 'json' };
import { getTransferInstructions } from '../../src/flows/transfer-instructions.ts';

type Names = keyof typeof document.components.examples;
const example = (name: Names) =>
  structuredClone(document.components.examples[name].value) as Record<string, unknown> & { status?: unknown };

const account = { iban: 'DE02120300000000202051', bic: 'BYLADEM1001', owner: 'secupay AG', bankname: 'Example Bank' };

describe('getTransferInstructions()', () => {
  test('a Smart Transaction that awaits its transfer has account and purpose', () => {
    expect(getTransferInstructions(example('smart.transactions.started-prepaid'))).toEqual({
      ...account,
      purpose: 'TA 40817266',
      girocodeUrl: 'https://payment.example.com/girocode/40817266.png',
    });
  });

  test('a prepayment in the old format has them in other fields', () => {
    const payment = example('payment.secupayPrepays.waiting');
    expect(getTransferInstructions(payment)).toEqual({ ...account, purpose: 'TA 40817418', girocodeUrl: undefined });
    const older = { ...payment, transfer_account: { iban: account.iban, account_owner: 'secupay AG' } };
    expect(getTransferInstructions(older)).toMatchObject({ owner: 'secupay AG', bic: undefined });
  });

  test('the response of getPaymentInstructions has them, without a status', () => {
    expect(getTransferInstructions(example('payment.transactions.instructions'))).toMatchObject({
      iban: account.iban,
      purpose: expect.stringMatching(/^TA \d+$/) as string,
    });
  });

  test.each(['ok', 'failed', 'cancelled', 'created'])('a payer of a %s sale is not asked to transfer', (status) => {
    expect(getTransferInstructions({ ...example('smart.transactions.started-prepaid'), status })).toBeUndefined();
  });

  test('a prepayment that has arrived, and an invoice, ask for no transfer', () => {
    expect(getTransferInstructions(example('payment.secupayPrepays.paid'))).toBeUndefined();
    expect(getTransferInstructions(example('payment.secupayInvoices.approved'))).toBeUndefined();
  });

  test.each([
    [{ status: 'pending', payment_method: 'prepaid' }],
    [{ status: 'pending', payment_method: 'prepaid', payment_instructions: null }],
    [{ payment_instructions: { iban: '' } }],
    [{ payment_instructions: [] }],
    [{}],
    [null],
    [undefined],
  ])('there are none in %j', (input) => {
    expect(getTransferInstructions(input)).toBeUndefined();
  });
});
