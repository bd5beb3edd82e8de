/** Where the pages are. */
export const BASE = '/_sandbox';
/** Where their forms go. */
export const FORMS = `${BASE}/operator`;
export const SCRIPT_PATH = `${FORMS}/live.js`;
export const EVENTS_PATH = `${BASE}/events`;

export const salePath = (id: string): string => `${BASE}/transactions/${encodeURIComponent(id)}`;
export const paymentPath = (id: string): string => `${BASE}/payments/${encodeURIComponent(id)}`;
