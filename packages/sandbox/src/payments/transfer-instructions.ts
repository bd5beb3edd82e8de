import type { PaymentInstructions } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';

/** Where the payer of a prepayment transfers the money to. */
export const TRANSFER_ACCOUNT = {
  owner: 'secupay AG',
  iban: 'DE02120300000000202051',
  bic: 'BYLADEM1001',
  bankname: 'Example Bank',
} as const;

/** The same account, as the older resources show it. */
export const OLD_TRANSFER_ACCOUNT = {
  ...TRANSFER_ACCOUNT,
  account_owner: TRANSFER_ACCOUNT.owner,
  accountnumber: TRANSFER_ACCOUNT.iban.slice(12),
  bankcode: TRANSFER_ACCOUNT.iban.slice(4, 12),
} as const;

/**
 * What the payer of a prepayment needs for the transfer.
 *
 * @param number Of the transaction; the purpose of the transfer is `TA` and this number.
 */
export const transferInstructions = (
  { settings }: Pick<Engine, 'settings'>,
  number: number,
  withCode = false,
): PaymentInstructions => ({
  ...TRANSFER_ACCOUNT,
  purpose: `TA ${number}`,
  ...(withCode && { girocode_url: `${settings.publicUrl}/girocode/${number}.png` }),
});
