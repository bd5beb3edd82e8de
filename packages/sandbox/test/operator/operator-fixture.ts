import { openSandbox, PAYER } from '../support/open-sandbox.ts';
import type { SandboxOptions } from '../../src/index.ts';

const ORIGIN = 'http://localhost:4010';
const PUSH_URL = 'https://shop.example/push?signature=secret';

export const SALE = {
  intent: 'sale',
  customer: PAYER,
  basket_info: { sum: 1995, currency: 'EUR' },
  payment_context: { auto_capture: true },
  application_context: { return_urls: { url_push: PUSH_URL } },
} as const;

/** A sandbox, and its pages as a browser without JavaScript uses them. */
export function openOperator(options: SandboxOptions = {}) {
  const opened = openSandbox(options);
  const get = async (path: string, accept = 'text/html'): Promise<Response> =>
    opened.sandbox.fetch(`${ORIGIN}/_sandbox${path}`, { headers: { accept } });
  const read = async (path: string): Promise<string> => (await get(path)).text();
  const formToken = async (): Promise<string> =>
    /name="form_token"\s+value="([^"]+)"/.exec(await read('/platform'))![1]!;
  /** Sends a form, and follows to the page after it. */
  const send = async (path: string, fields: Readonly<Record<string, string>> = {}, token?: string) => {
    const body = new URLSearchParams({ form_token: token ?? (await formToken()), ...fields });
    const response = await opened.sandbox.fetch(`${ORIGIN}/_sandbox/operator/${path}`, { method: 'POST', body });
    if (response.status !== 303) return { status: response.status, path: '', said: await response.text() };
    const location = response.headers.get('location')!;
    const page = await read(location.replace('/_sandbox', ''));
    const [, role, said] = /<p role="(status|alert)">([^<]*)<\/p>/.exec(page) ?? [];
    return { status: 303, path: location.split('?')[0]!, said: `${role}: ${said}` };
  };
  return { ...opened, get, read, send };
}
