import type { SmartTransactionInput } from '@secuconnect/api';
import { openSandbox } from '../support/open-sandbox.ts';

export const CONTRACT = 'GCR_2K8NXW4PR7M1Q5T9V3Y6Z0B2D4F8H1';
export const RETURN_URLS = {
  url_success: 'https://shop.example/ok',
  url_error: 'https://shop.example/failed',
  url_abort: 'https://shop.example/left',
} as const;
/** What a payer enters whom the sale does not know. */
export const ADDRESS = {
  forename: 'Erika',
  surname: 'Beispiel',
  company: '',
  email: 'erika@example.com',
  street: 'Musterweg',
  street_number: '12a',
  postal_code: '01896',
  city: 'Pulsnitz',
  country: 'DE',
} as const;
export const ACCOUNT = { owner: 'Erika Beispiel', iban: 'DE37 5032 4000 1000 0005 24' } as const;
export const CARD = { owner: 'Erika Beispiel', card: '4111 1111 1111 1111', expiry: '12/29', cvc: '123' } as const;

type Fields = Readonly<Record<string, string>>;

export interface ShownPage {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
  /** What the hidden fields of its form have. */
  readonly hidden: Fields;
  readonly headers: Headers;
}

/** A sandbox as a browser sees it. */
export function checkoutFixture() {
  const open = openSandbox();
  const fetchPage = async (path: string, body?: BodyInit): Promise<ShownPage> => {
    const init = body === undefined ? {} : { method: 'POST', body };
    const response = await open.sandbox.fetch(`http://localhost:4010${path}`, init);
    const { status, headers } = response;
    const text = await response.text();
    return { status, headers, text, location: headers.get('location'), hidden: hiddenIn(text) };
  };
  const get = (path: string): Promise<ShownPage> => fetchPage(path);
  const post = (path: string, fields: Fields): Promise<ShownPage> => fetchPage(path, new URLSearchParams(fields));

  /** Creates a sale. */
  const create = async (input: Partial<SmartTransactionInput> = {}) => {
    const { id } = await open.secuconnect.smart.transactions.create({
      contract: { id: CONTRACT },
      is_demo: true,
      customer: {},
      basket_info: { sum: 1995, currency: 'EUR' },
      payment_context: { auto_capture: true },
      application_context: { return_urls: RETURN_URLS },
      ...input,
    } as SmartTransactionInput);
    return `/checkout/${id}`;
  };
  const idIn = (path: string): string => path.split('/')[2]!;
  const sale = (path: string) => open.secuconnect.smart.transactions.get(idIn(path));
  const statusOf = async (path: string) => (await sale(path)).status;

  /** The page on which everything can be checked, or that says what is wrong. */
  const review = async (path: string, method: string, entered: Fields = {}): Promise<ShownPage> => {
    const { hidden } = await get(`${path}?method=${method}`);
    const checked = await post(path, { ...hidden, method, ...entered, action: 'check' });
    return checked.location === null ? checked : get(checked.location);
  };
  const pay = async (path: string, method: string, entered: Fields = {}, result = ''): Promise<ShownPage> => {
    const { hidden } = await review(path, method, entered);
    return post(path, { ...hidden, result, action: 'pay' });
  };
  return { ...open, fetchPage, get, post, create, sale, statusOf, review, pay, idIn };
}

export type CheckoutFixture = ReturnType<typeof checkoutFixture>;

function hiddenIn(text: string): Fields {
  const inputs = text.matchAll(/<input\s+type="hidden"\s+name="([^"]*)"\s+value="([^"]*)"/g);
  return Object.fromEntries(Array.from(inputs, ([, name, value]) => [name!, unescaped(value!)]));
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
