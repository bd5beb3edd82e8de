import type { GeneralContractTransferBalance, PaymentTransaction } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { loadPayment, PAYMENTS, savePayment, type Payment } from '../payments/payment.ts';

function* paymentsUnder(engine: Engine, contract: string): Generator<Payment> {
  for (const shown of engine.store.all<PaymentTransaction>(PAYMENTS))
    if (shown.contract?.id === contract) yield loadPayment(engine, shown.id);
}

/** The money that transfers have brought and that was not paid out, by currency in minor units. */
export function transferBalance(engine: Engine, contract: string): GeneralContractTransferBalance {
  const balances: Record<string, number> = {};
  for (const { shown, record } of paymentsUnder(engine, contract)) {
    if (record.method !== 'prepaid' || record.state !== 'completed' || record.demo || record.left <= 0) continue;
    const currency = shown.currency ?? 'EUR';
    balances[currency] = (balances[currency] ?? 0) + record.left;
  }
  return { id: contract, balances: Object.keys(balances).length > 0 ? balances : [] } as GeneralContractTransferBalance;
}

/** Releases what is withheld of every payment of a contract: in the background, as the platform does. */
export function revokeAccruals(engine: Engine, contract: string): void {
  engine.schedule.in(0, 'revoke-accruals', { contract });
}

export function scheduleAccruals(engine: Engine): void {
  engine.schedule.on('revoke-accruals', ({ payload }) => {
    for (const { shown, record } of paymentsUnder(engine, String(payload['contract'])))
      if (shown.accrual) savePayment(engine, { shown: { ...shown, accrual: false }, record });
  });
}
