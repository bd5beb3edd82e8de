/**
 * Payout: pay sellers, suppliers or customers with one transfer. The API takes the list of recipients and responds with an account; what you
 * transfer to it with the given purpose is passed on to them.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { formatMoney, isConflictError, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

const payout_list = [
  // A merchant of Secuconnect, by its id.
  {
    reference: 'seller-1',
    purpose: 'Sales in February',
    amount: 12000,
    recipient: 'MRC_8C3KXW6RN1P4M9T2V5Y7Z0A3D6F9H',
  },
  // Any other recipient, by an account.
  {
    reference: 'supplier-7',
    purpose: 'Invoice 2026-118',
    amount: 16005,
    bank_account: { owner: 'Example Pottery GmbH', iban: 'DE37503240001000000524' },
  },
  // A payer of an earlier payment, by that payment.
  { reference: 'order-10042', purpose: 'Goodwill order 10042', amount: 1995, origin_transaction: 40817264 },
];

try {
  const ordered = await secuconnect.payment.secupayPayout.payoutWithoutCustomer({
    contract_id: contract,
    amount: payout_list.reduce((sum, { amount }) => sum + amount, 0), // must be the sum of the list
    currency: 'EUR',
    purpose: 'Payout for February',
    payout_list,
  });
  const { transfer_account: to } = ordered;
  console.log(
    `Transfer ${euros(ordered.amount)} to ${to?.owner}, ${to?.iban}, with the purpose "TA ${ordered.trans_id}":`,
  );
  for (const item of ordered.payout_list ?? []) {
    console.log(
      `  ${euros(item.amount)} then go to ${item.recipient ?? item.bank_account?.owner ?? 'an earlier payer'}`,
    );
  }
  console.log('A push with the target payment.payouts reports when it is done.');
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isConflictError(error)) console.error('This payout was ordered before:', error.message);
  else if (error.outcome === 'unknown') {
    console.error('It may have been ordered; compare with the latest payouts before you retry:', error.message);
    const latest = await secuconnect.payment.payouts.list({ sort: 'date:desc', count: 5 });
    for (const { id, date, amount } of latest.data) console.error(`  ${id}, ${date}, ${euros(amount)}`);
  } else console.error('Nothing was ordered:', error.message);
  process.exitCode = 1;
}

function euros(amount: number | null | undefined): string {
  return formatMoney(amount ?? 0, 'EUR', 'en');
}
