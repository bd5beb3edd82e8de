import type {
  PaymentContainer,
  PaymentContainerMandateInput,
  PaymentContainerUploadMandateInput,
} from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { load, save } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { CONTAINERS, newMandate, payerOf, type Instrument } from '../parties/containers.ts';
import { submitDocuments } from './service-cases.ts';

const containerOf = (call: Call): PaymentContainer =>
  load<PaymentContainer>(call, CONTAINERS, call.path['paymentContainerId']!);

/** Makes the form of a B2B mandate, to be signed. */
export function mandateForm(call: Call): object {
  const { type = 'B2B', customer_id } = call.body as PaymentContainerMandateInput;
  const container = containerOf(call);
  const { iban } = (container.private ?? {}) as Instrument;
  if (type !== 'B2B') throw invalid(`A mandate of the type ${type} has no form`);
  if (iban === undefined) throw invalid(`${container.id} is no bank account`);
  const mandate = newMandate(call, iban, type, 'requested');
  save(call, CONTAINERS, { ...container, ...payerOf(call, { ...(customer_id && { customer_id }) }), mandate });
  return { mandate_url: `${call.settings.publicUrl}/mandates/${mandate.identification}.pdf` };
}

/** Submits the signed form, which the staff of the platform check. */
export function submitMandate(call: Call): object {
  const { document_id } = call.body as PaymentContainerUploadMandateInput;
  const { id, mandate } = containerOf(call);
  if (mandate?.type !== 'B2B' || mandate.status !== 'requested')
    throw notPossible(`${id} has no B2B mandate that waits for its form`);
  if (document_id === undefined) throw invalid('document_id is missing');
  const service_issue_id = submitDocuments(call, [document_id]);
  call.schedule.in(call.settings.approvalDelay, 'activate-mandate', {
    container: id,
    mandate: mandate.sepa_mandate_id,
  });
  return { service_issue_id };
}

/** The staff activate a mandate, unless another one has replaced it. */
export function scheduleB2bMandates(engine: Engine): void {
  engine.schedule.on('activate-mandate', ({ payload }) => {
    const container = engine.store.get<PaymentContainer>(CONTAINERS, String(payload['container']));
    const mandate = container?.mandate;
    if (!mandate || mandate.sepa_mandate_id !== payload['mandate']) return;
    save(engine, CONTAINERS, { ...container, mandate: { ...mandate, status: 'ok' } });
  });
}
