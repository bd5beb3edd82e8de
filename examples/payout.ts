/**
 * Payout: pay sellers, suppliers or customers in one go. The platform is told who gets what, and answers with an account; what is
 * transferred to it under the given purpose is handed on.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_CONTRACT_ID.
 */
import { isConflictError, isSecuconnectError, optionsFromEnv, Secuconnect } from '@secuconnect/client';

const { SECUCONNECT_CONTRACT_ID: contract = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

const payout_list = [
  // A merchant of the platform is named by its id, ...
  {
    reference: 'seller-1',
    purpose: 'Sales in February',
    amount: 12000,
    recipient: 'MRC_8C3KXW6RN1P4M9T2V5Y7Z0A3D6F9H',
  },
  // ... anybody else by an account, ...
  {
    reference: 'supplier-7',
    purpose: 'Invoice 2026-118',
    amount: 16005,
    bank_account: { owner: 'Example Pottery GmbH', iban: 'DE37503240001000000524' },
  },
  // ... and somebody who has paid before by that payment.
  { reference: 'order-10042', purpose: 'Goodwill order 10042', amount: 1995, origin_transaction: 40817264 },
];

try {
  const ordered = await secuconnect.payment.secupayPayout.payoutWithoutCustomer({
    contract_id: contract,
    amount: payout_list.reduce((sum, { amount }) => sum + amount, 0), // has to be the sum, or it is refused
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
  console.log('A push with the target payment.payouts tells when that has happened.');
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (isConflictError(error)) console.error('This payout has been ordered before:', error.message);
  else if (error.outcome === 'unknown') {
    console.error('It may have been ordered; compare with the latest ones before you order it again:', error.message);
    const latest = await secuconnect.payment.payouts.list({ sort: 'date:desc', count: 5 });
    for (const { id, date, amount } of latest.data) console.error(`  ${id}, ${date}, ${euros(amount)}`);
  } else console.error('Nothing was ordered:', error.message);
  process.exitCode = 1;
}

function euros(cents: number | null | undefined): string {
  return `${((cents ?? 0) / 100).toFixed(2)} EUR`;
}
