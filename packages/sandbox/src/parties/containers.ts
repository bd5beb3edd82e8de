import type { PaymentContainer, PaymentContainerMandate } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { invalid } from '../engine/exception.ts';
import { create, load, type Reference } from '../call/objects.ts';
import type { Stored } from '../store/store.ts';
import type { Contract } from './contracts.ts';

export const CONTAINERS = 'payment.containers';
const RECORDS = '_containers';
const FIRST_MANDATE = 5520418;
/** An identifier of the Bundesbank's form that no creditor has. */
export const CREDITOR_ID = 'DE00ZZZ00000000000';

/** What the sandbox knows of an instrument beside what the API shows. */
export interface ContainerRecord extends Stored {
  /** Whether it was retired: it can be read, and not be charged. */
  readonly archived?: true;
  /** Where pushes about its network token go. */
  readonly notificationUrl?: string;
}

export const containerRecord = ({ store }: Pick<Engine, 'store'>, id: string): ContainerRecord =>
  store.get<ContainerRecord>(RECORDS, id) ?? { id };

export function noteOnContainer(
  engine: Pick<Engine, 'store'>,
  id: string,
  known: Partial<Omit<ContainerRecord, 'id'>>,
): void {
  engine.store.put(RECORDS, { ...containerRecord(engine, id), ...known });
}

/** The data of a payment instrument, of any type. */
export interface Instrument {
  readonly owner?: string;
  readonly iban?: string;
  readonly bic?: string;
  readonly bankname?: string;
  readonly pan?: string;
}

export interface ContainerInput {
  readonly id?: string;
  readonly type?: string | null;
  readonly private?: Instrument;
  readonly customer_id?: string;
  readonly customer?: { readonly id?: string };
}

/**
 * A stored payment instrument, or a new one.
 *
 * @returns `undefined` if the input names none.
 * @throws ApiException for an instrument that does not exist, was archived, or cannot be made.
 */
export function containerOf(engine: Engine, input: ContainerInput, contract: Contract): PaymentContainer | undefined {
  if (input.id !== undefined) return chargeable(engine, input.id);
  return input.private || input.type ? newContainer(engine, input, contract) : undefined;
}

/** @throws ApiException for an instrument that does not exist, or was archived. */
export function chargeable(engine: Engine, id: string): PaymentContainer {
  if (containerRecord(engine, id).archived) throw invalid(`${id} was archived`, 1004);
  return load<PaymentContainer>(engine, CONTAINERS, id);
}

/** @throws ApiException without data, or with an IBAN that is wrong. */
export function newContainer(
  engine: Engine,
  input: ContainerInput,
  { object, id, merchant }: Contract,
): PaymentContainer {
  const { type = 'bank_account', private: instrument } = input;
  if (!instrument) throw invalid('The container has no data of a payment instrument', 1004);
  return create(engine, CONTAINERS, 'PCT_', {
    ...(merchant && { merchant }),
    contract: { object, id },
    ...payerOf(engine, input),
    type,
    ...instrumentFields(instrument),
    ...(type === 'bank_account' && instrument.iban !== undefined && { mandate: newMandate(engine, instrument.iban) }),
  }) as unknown as PaymentContainer;
}

/** @throws ApiException 404 */
export function payerOf(
  engine: Engine,
  { customer_id, customer }: Pick<ContainerInput, 'customer_id' | 'customer'>,
): { readonly customer?: Reference } {
  const id = customer_id ?? customer?.id;
  if (id == null) return {};
  const { object } = load<Reference>(engine, 'payment.customers', id);
  return { customer: { object, id } };
}

/** The mandate with which a bank account can be debited. */
export function newMandate({ ids }: Engine, iban: string, type = 'CORE', status = 'ok'): PaymentContainerMandate {
  const number = ids.number('mandates', FIRST_MANDATE);
  return {
    sepa_mandate_id: String(number),
    iban: compact(iban),
    bic: bankOf(iban).bic,
    type,
    status,
    identification: `SANDBOX-${number}`,
    creditor_id: CREDITOR_ID,
  };
}

/** What the API shows of an instrument: a masked copy, and the data as they were sent. */
export function instrumentFields(instrument: Instrument): object {
  const { iban } = instrument;
  if (iban === undefined) return { private: instrument };
  if (!isIban(iban)) throw invalid('The IBAN is wrong', 1004);
  const whole = { ...instrument, iban: compact(iban), ...bankOf(iban) };
  return { public: { ...whole, iban: maskIban(iban) }, private: whole };
}

const compact = (iban: string): string => iban.replaceAll(' ', '').toUpperCase();

/** `DE37XXXXXXXXXXXXXX0524` */
export const maskIban = (iban: string): string => compact(iban).replace(/^(.{4})(.*)(.{4})$/, maskMiddle);

/** The masked IBAN as payments show it: in groups of four. */
export const groupedIban = (iban: string): string => maskIban(iban).replaceAll(/(.{4})(?=.)/g, '$1 ');

const maskMiddle = (_: string, start: string, middle: string, end: string): string =>
  start + 'X'.repeat(middle.length) + end;

/** Whether the check digits of an IBAN are right (ISO 13616). */
export function isIban(iban: string): boolean {
  const text = compact(iban);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = `${text.slice(4)}${text.slice(0, 4)}`.replaceAll(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}

/** The bank of an account. The sandbox knows those of the documented test accounts; every other one is made up. */
export function bankOf(iban: string): { readonly bic: string; readonly bankname: string } {
  const bankCode = compact(iban).slice(4, 12);
  const bic = { '50324000': 'FTSBDEFAXXX', '12030000': 'BYLADEM1001', '50010517': 'INGDDEFFXXX' }[bankCode];
  return { bic: bic ?? 'TESTDEFFXXX', bankname: 'Example Bank' };
}
