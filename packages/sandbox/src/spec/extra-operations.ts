import type { OperationSpec } from './operations.ts';

/** The older resources, by their names in ids of operations. */
const OLDER_RESOURCES = ['secupayCreditcards', 'secupayDebits', 'secupayInvoices', 'secupayPrepays', 'secupaySofort'];

/**
 * Operations that the platform has on its testing system, and the spec does not: nothing is said about their bodies and answers. The one there
 * is puts a payment into a state, and sends the push.
 */
export const EXTRA_OPERATIONS: readonly OperationSpec[] = OLDER_RESOURCES.map((name) => ({
  id: `payment.${name}.testChangedPaymentStatus`,
  resource: `payment.${name}`,
  verb: 'testChangedPaymentStatus',
  method: 'POST',
  path: `/Payment/${name}/{paymentId}/TestChangedPaymentStatus`,
  pathNames: ['paymentId'],
  parameters: [],
  bodies: { 'application/json': undefined },
  bodyRequired: true,
  answers: { default: undefined },
  safe: false,
  isList: false,
}));
