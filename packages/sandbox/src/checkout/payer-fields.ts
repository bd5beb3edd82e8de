import type { Contact } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { COUNTRIES } from '../general/countries.ts';
import { isIban } from '../parties/containers.ts';
import type { CheckoutInput } from '../smart/hosted-checkout.ts';
import type { PaymentMethod } from '../states/payment-methods.ts';
import { brandOf, expiryOf, isCardNumber, maskCard } from './cards.ts';
import type { Field, Values } from './field.ts';
import { storedInstrument, type Sale } from './sale.ts';
import { testDataOf } from './test-data.ts';
import type { Texts } from './texts/english.ts';

/** The most characters of names, streets and towns that the platform takes. */
const LONG = 50;

/** What can be asked for: who pays, or from what. */
export type Part = 'payer' | 'instrument';

export const PARTS: readonly Part[] = ['payer', 'instrument'];

/** Fields that belong together. */
export interface FieldGroup {
  readonly part: Part;
  readonly title: string;
  readonly fields: readonly Field[];
}

/**
 * What the page asks the payer for: what the sale does not know.
 *
 * @param more What it asks for although it is known, because the payer wants to change it.
 */
export function groupsFor(engine: Engine, sale: Sale, method: PaymentMethod, more: readonly Part[]): FieldGroup[] {
  const { texts, isPayerKnown, mayEditPayer } = sale;
  const asksPayer = !isPayerKnown || (mayEditPayer && more.includes('payer'));
  const asksInstrument = more.includes('instrument') || storedInstrument(engine, sale, method) === undefined;
  const group = (part: Part, title: string, fields: readonly Field[]): FieldGroup => ({ part, title, fields });
  return [
    ...(asksPayer ? [group('payer', texts.address, addressFields(texts, sale.contact))] : []),
    ...(asksInstrument && method.name === 'debit' ? [group('instrument', texts.account, accountFields(sale))] : []),
    ...(asksInstrument && method.name === 'creditcard'
      ? [group('instrument', texts.card, cardFields(sale, engine.clock.now()))]
      : []),
  ];
}

function addressFields(texts: Texts, known: Contact = {}): Field[] {
  const { address = {} } = known;
  const isGerman = texts.language === 'de';
  const countries = COUNTRIES.map(({ iso_code, en, de }) => ({
    value: iso_code ?? '',
    text: (isGerman ? de : en) ?? '',
  }));
  const needsNoPerson = Boolean(known.companyname);
  const name = (field: 'forename' | 'surname', autocomplete: string): Field => ({
    name: field,
    label: texts[field],
    most: LONG,
    autocomplete,
    start: known[field],
    ...(needsNoPerson && { isOptional: true }),
  });
  return [
    name('forename', 'given-name'),
    { ...name('surname', 'family-name'), suggestions: testDataOf('surname') },
    text('company', texts.company, 'organization', known.companyname, { isOptional: true }),
    text('email', texts.email, 'email', known.email, {
      most: 254,
      isOptional: true,
      keyboard: 'email',
      check: (value) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : texts.wrongEmail),
    }),
    text('street', texts.street, 'address-line1', address.street),
    text('street_number', texts.streetNumber, 'address-line2', address.street_number, { most: 10, isOptional: true }),
    text('postal_code', texts.postalCode, 'postal-code', address.postal_code, {
      most: 10,
      check: (value, { country }) => (country === 'DE' && !/^\d{5}$/.test(value) ? texts.wrongPostalCode : undefined),
    }),
    text('city', texts.city, 'address-level2', address.city),
    text('country', texts.country, 'country', address.country ?? 'DE', {
      most: 2,
      choices: countries.sort((a, b) => a.text.localeCompare(b.text, texts.language)),
      check: (value) => (countries.some((one) => one.value === value) ? undefined : texts.wrongCountry),
    }),
  ];
}

const text = (
  name: string,
  label: string,
  autocomplete: string,
  start: string | null | undefined,
  more: Partial<Field> = {},
): Field => ({ name, label, autocomplete, most: LONG, start, ...more });

const accountFields = ({ texts, contact }: Sale): Field[] => [
  text('owner', texts.owner, 'name', personIn(contact)),
  text('iban', texts.iban, 'off', undefined, {
    suggestions: testDataOf('iban'),
    check: (value) => (isIban(value) ? undefined : texts.wrongIban),
  }),
];

const cardFields = ({ texts, contact }: Sale, now: number): Field[] => [
  text('owner', texts.cardOwner, 'cc-name', personIn(contact)),
  text('card', texts.cardNumber, 'cc-number', undefined, {
    keyboard: 'numeric',
    suggestions: testDataOf('card'),
    check: (value) => (isCardNumber(value) ? undefined : texts.wrongCard),
  }),
  text('expiry', texts.expiry, 'cc-exp', undefined, {
    most: 7,
    hint: texts.expiryHint,
    check: (value) => {
      const expiry = expiryOf(value);
      if (expiry === undefined) return texts.wrongExpiry;
      return expiry.slice(0, 7) < new Date(now).toISOString().slice(0, 7) ? texts.expired : undefined;
    },
  }),
  text('cvc', texts.cvc, 'cc-csc', undefined, {
    most: 4,
    hint: texts.cvcHint,
    keyboard: 'numeric',
    isTransient: true,
    check: (value) => (/^\d{3,4}$/.test(value) ? undefined : texts.wrongCvc),
  }),
];

const personIn = (contact: Contact | undefined): string =>
  contact?.companyname || [contact?.forename, contact?.surname].filter(Boolean).join(' ');

/** What the payer has entered, as the hosted checkout takes it. */
export function payerFrom({ contact }: Sale, method: PaymentMethod, values: Values): CheckoutInput {
  return {
    method: method.name,
    ...(values['street'] !== undefined && { customer: { contact: contactFrom(contact, values) } }),
    ...(values['iban'] !== undefined && {
      container: { type: 'bank_account', private: { owner: values['owner']!, iban: values['iban'] } },
    }),
    ...(values['card'] !== undefined && { container: { type: 'credit_card', private: cardFrom(values) } }),
  } as CheckoutInput;
}

function contactFrom(known: Contact = {}, values: Values): Contact {
  const { forename, surname, company, email, street, street_number, postal_code, city, country } = values;
  return {
    ...known,
    forename: forename || null,
    surname: surname || null,
    companyname: company || null,
    email: email || null,
    address: { ...known.address, street, street_number: street_number || null, postal_code, city, country },
  };
}

const cardFrom = ({ owner, card = '', expiry = '' }: Values) => ({
  owner,
  pan: maskCard(card),
  expiration_date: expiryOf(expiry),
  issuer: brandOf(card),
});
