import { expect } from 'vitest';
import type { SandboxOptions } from '../../src/index.ts';
import { openSandbox, PAYER, tokenOf, type OpenSandbox } from '../support/open-sandbox.ts';

/** JSON, as far as a test looks into it. */
export type Json = any;

export interface Answered {
  readonly status: number;
  /** The reason phrase. */
  readonly reason: string;
  readonly headers: Headers;
  readonly body: Json;
}

export interface Steps extends OpenSandbox {
  /** A request with a token that has not expired, also when the clock has gone on. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  /** A sale of 19,95 EUR by a known payer; returns what the API has made. */
  sell(fields?: object): Promise<Json>;
  /** The leading payment of a sale, as its own resource shows it. */
  paymentOf(sale: string): Promise<Json>;
  /** Lets time pass, and every push arrive. */
  wait(duration: string): Promise<void>;
}

/** Drives a sandbox step by step with raw requests, as a program without a client does. */
export function openSteps(options: SandboxOptions = {}): Steps {
  const open = openSandbox(options);
  const { sandbox, request } = open;
  const ask: Steps['ask'] = async (method, path, body, headers) => {
    const authorization = `Bearer ${await tokenOf(sandbox)}`;
    const response = await request(method, path, body, { authorization, ...headers });
    const text = await response.text();
    return {
      status: response.status,
      reason: response.statusText,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    };
  };
  return {
    ...open,
    ask,
    sell: async (fields = {}) => (await ask('POST', '/Smart/Transactions', { ...SALE, ...fields })).body,
    paymentOf: async (sale) => {
      const { transactions } = (await ask('GET', `/Smart/Transactions/${sale}`)).body;
      return (await ask('GET', `/Payment/Transactions/${transactions[0].id}`)).body;
    },
    wait: async (duration) => {
      await sandbox.control.advance(duration);
      await sandbox.control.idle();
    },
  };
}

export const PUSH_URL = 'https://shop.example/push';

export const SALE = {
  intent: 'sale',
  customer: PAYER,
  basket: { products: [{ id: 1, desc: 'Espresso', quantity: 1, priceOne: 1995, tax: 7 }] },
  basket_info: { sum: 1995, currency: 'EUR' },
  transactionRef: 'Order 1',
  merchantRef: '1',
  application_context: { return_urls: { url_push: PUSH_URL } },
};

export const text = expect.any(String) as unknown;
export const number = expect.any(Number) as unknown;
export const flag = expect.any(Boolean) as unknown;
/** A moment, with its offset. */
export const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/) as unknown;
export const url = expect.stringMatching(/^http:\/\/localhost:4010\//) as unknown;
export const german = expect.stringMatching(/^-?\d+,\d\d$/) as unknown;
export const withPrefix = (prefix: string): unknown => expect.stringMatching(new RegExp(`^${prefix}_[0-9A-Z]{30,}$`));
export const link = (object: string, prefix: string) => ({ object, id: withPrefix(prefix) });
/** A link to an object of the world, whose ids are shorter. */
export const anyLink = (object: string) => ({ object, id: text });

/** What a payment has at every step. */
export const PAYMENT = {
  object: 'payment.transactions',
  id: withPrefix('PCI'),
  created: time,
  updated: time,
  merchant: anyLink('general.merchants'),
  contract: anyLink('general.contracts'),
  related_transactions: [],
  trans_id: number,
  product_id: number,
  product: text,
  product_raw: text,
  zahlungsmittel_id: 0,
  contract_id: number,
  amount: 1995,
  currency: 'EUR',
  description: 'Order 1',
  description_raw: 'Order 1',
  accrual: false,
  transaction_hash: expect.stringMatching(/^[0-9a-z]{12,}$/) as unknown,
  customer: { companyname: null, salutation: null, title: null, forename: 'Erika', surname: 'Beispiel' },
  order_id: '1',
};

/** The two states of a payment: the fields that it has for them, twice. */
export const stateOf = (
  status: number,
  status_text: string,
  status_simple: number,
  status_simple_text: string,
  { amount = 1995, cleared = 'open', description = 'Order 1' } = {},
) => ({
  status,
  status_text,
  details: {
    amount,
    cleared,
    status,
    status_text,
    status_simple,
    status_simple_text,
    description,
    description_raw: description,
  },
});

/** What an error consists of. */
export const errorOf = (error: string, code: number) => ({
  status: 'error',
  error,
  error_details: text,
  error_user: text,
  code,
  supportId: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown,
});

/** Of a debit that is paid. */
export const DEBIT = {
  container: { type: 'bank_account', private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' } },
};
