import { isRecord } from '../internal/json.ts';
import { paymentState } from './payment-state.ts';
import type { StatusInput } from './status-value.ts';

/** Where the payer of a prepayment has to transfer the money to. */
export interface TransferInstructions {
  readonly iban: string;
  /** The text of the transfer; without it, the money cannot be assigned to the payment. */
  readonly purpose: string | undefined;
  readonly owner: string | undefined;
  readonly bic: string | undefined;
  readonly bankname: string | undefined;
  /** An image with an EPC QR code that fills in the transfer. */
  readonly girocodeUrl: string | undefined;
}

/** An object that may have transfer instructions. */
export type TransferInput = Exclude<StatusInput, string | number> | TransferCarrier;

interface TransferCarrier {
  readonly payment_instructions?: unknown;
  readonly transfer_account?: unknown;
  readonly transfer_purpose?: unknown;
}

/**
 * Where the payer has to transfer the money to, while a prepayment waits for it: of a Smart Transaction, of a payment in the old format, or of the
 * response of `getPaymentInstructions` and `getPaymentInstructionsForSmartTransaction`.
 *
 * `undefined` if no transfer is awaited, so that no payer is asked to pay twice, and if the object has no instructions: a Payment Transaction never has
 * them, `payment.transactions.getPaymentInstructions(id)` returns them.
 */
export function getTransferInstructions(input: TransferInput): TransferInstructions | undefined {
  if (!isRecord(input)) return undefined;
  const hasStatus = 'status' in input || 'status_simple' in input;
  if (hasStatus && paymentState(input).state !== 'awaiting-transfer') return undefined;
  const { payment_instructions: instructions, transfer_account: account } = input;
  const source = isRecord(instructions) ? instructions : isRecord(account) ? account : {};
  const iban = textOf(source['iban']);
  if (iban === undefined) return undefined;
  return {
    iban,
    purpose: textOf(source['purpose']) ?? textOf(input['transfer_purpose']),
    owner: textOf(source['owner']) ?? textOf(source['account_owner']),
    bic: textOf(source['bic']),
    bankname: textOf(source['bankname']),
    girocodeUrl: textOf(source['girocode_url']),
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
