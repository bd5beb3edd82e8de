import type { PaymentMethod } from '../../states/payment-methods.ts';
import { ENGLISH, type Texts } from './english.ts';
import { GERMAN } from './german.ts';

/** The texts in the language that a sale asks for, such as `de` or `de_DE`; English for every other one. */
export const textsFor = (language: string | null | undefined): Texts =>
  /^de(?:[-_]|$)/i.test(language ?? '') ? GERMAN : ENGLISH;

/** What payers call a payment method. */
export const methodName = ({ product, productGerman }: PaymentMethod, { language }: Texts): string =>
  language === 'de' ? productGerman : product;
