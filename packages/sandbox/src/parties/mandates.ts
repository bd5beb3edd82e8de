import type { PaymentMandate, PaymentMandateInput } from '@secuconnect/api';
import { create, reference, type Reference } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { isIban } from './containers.ts';

const MANDATES = 'payment.mandates';
/** The status of a new mandate by its scheme, and that after the check if there is one. */
const STATUSES: Readonly<Record<string, { readonly first: number; readonly checked?: number }>> = {
  CORE: { first: 11 },
  COR1: { first: 10, checked: 11 },
  B2B: { first: 20, checked: 21 },
};

/**
 * Registers a mandate that was signed elsewhere.
 *
 * @throws ApiException for a wrong IBAN, or a scheme that does not exist.
 */
export function registerMandate(
  engine: Engine,
  { iban, bic, type, date_of_signature, identification }: PaymentMandateInput,
  merchant: Reference,
): PaymentMandate {
  if (!isIban(iban)) throw invalid('The IBAN of the mandate is wrong');
  const status = STATUSES[type];
  if (!status) throw invalid(`There is no mandate of the type ${type}: use ${Object.keys(STATUSES).join(', ')}`);
  const made = create(engine, MANDATES, 'SEM_', {
    iban,
    bic,
    type,
    date_of_signature,
    identification: identification ?? null,
    status: status.first,
    merchant: reference(merchant.object, merchant.id),
  });
  if (status.checked !== undefined)
    engine.schedule.in(engine.settings.approvalDelay, 'check-mandate', { mandate: made.id, status: status.checked });
  return made as PaymentMandate;
}

/** The bank of the payer confirms a mandate. */
export function scheduleMandates(engine: Engine): void {
  engine.schedule.on('check-mandate', ({ payload }) => {
    const mandate = engine.store.get<PaymentMandate>(MANDATES, String(payload['mandate']));
    if (mandate) engine.store.put(MANDATES, { ...mandate, status: Number(payload['status']) });
  });
}
