/** The exports of a user's project without type annotations: its declarations name the types of the packages. */
import {
  createTransport,
  deviceGrant,
  downloadFile,
  isSecuconnectError,
  memoryTokenStore,
  optionsFromEnv,
  q,
  Secuconnect,
  SmartTransactions,
  uploadFile,
  type SmartTransaction,
  type TokenStore,
} from '@secuconnect/client';
import { checkout, refund, updateTransaction, waitForStatus } from '@secuconnect/client/flows';
import { fileFromPath, fileTokenStore, saveDownload } from '@secuconnect/client/node';
import { maskPersonalData } from '@secuconnect/client/personal-data';
import { createPushHandler, memoryPushStore, toNodeHandler } from '@secuconnect/client/pushes';
import { postgresTokenStore, type PostgresClient } from '@secuconnect/client/postgres';
import { receiptText } from '@secuconnect/client/receipts';
import { redisTokenStore, type RedisClient } from '@secuconnect/client/redis';
import { createFakeApi, fixtures } from '@secuconnect/client/testing';
import { createApi, createPathClient } from '@secuconnect/api';

export const transport = createTransport(optionsFromEnv());
export const transactions = new SmartTransactions(transport);
export const secuconnect = new Secuconnect(optionsFromEnv());
export const list = secuconnect.smart.transactions.list({ q: q`status:${'ok'}` });
export const waiting = waitForStatus(secuconnect, 'STX_1', { until: async ({ status }) => status === 'ok' });
export const opened = checkout(secuconnect, { intent: 'sale' });
export const refunded = refund(secuconnect, 'PCI_1', { amount: 500 });
export const updated = updateTransaction(secuconnect, 'STX_1', {});
export const source = fileFromPath('file');
export const uploaded = uploadFile(secuconnect, new Uint8Array());
export const downloading = downloadFile(secuconnect, 'DUP_1');
export const bytes = downloading.then((download) => download.bytes());
export const blob = bytes.then((one) => new Blob([one]));
export const saved = downloading.then((download) => saveDownload(download, 'file'));
export const stores = [fileTokenStore('tokens'), memoryTokenStore()];
export const redis = (client: RedisClient) => redisTokenStore({ client });
export const postgres = (client: PostgresClient) => postgresTokenStore({ client });
export const grant = deviceGrant({ clientId: 'a', clientSecret: 'b', uuid: 'c', onUserCode: () => undefined } as never);
export const handler = createPushHandler({ secuconnect, handlers: {} } as never);
export const server = toNodeHandler(handler);
export const pushStore = memoryPushStore();
export const fake = createFakeApi();
export const object = fixtures.smartTransaction();
export const text = receiptText([]);
export const masked = maskPersonalData(object);
export const low = createApi({ baseUrl: 'https://example.com' });
export const guard = (error: unknown) => isSecuconnectError(error) && error.outcome;

export const tokenStore: TokenStore = fileTokenStore('tokens');
const body: SmartTransactions.CreateParams = { basket_info: { sum: 1995, currency: 'EUR' } };
export const created: Promise<SmartTransaction> = secuconnect.smart.transactions.create(body);
// @ts-expect-error -- An amount is a number.
body.basket_info = { sum: '19.95' };

/** What a call by its path responds with fits the model, and its fields are the strings that they are. */
export async function byPath() {
  const params = { path: { smartTransactionId: 'STX_1' } };
  const { data } = await secuconnect.api.GET('/Smart/Transactions/{smartTransactionId}', { params });
  const status: string | null | undefined = data?.status;
  const same: SmartTransaction | undefined = data;
  const paths = createPathClient({ baseUrl: 'https://example.com' });
  const { data: other } = await paths.GET('/Smart/Transactions/{smartTransactionId}', { params });
  const otherStatus: string | null | undefined = other?.status;
  const otherSame: SmartTransaction | undefined = other;
  return [status, same, otherStatus, otherSame];
}

/** As `wrangler types` writes it: an interface, which has no index signature. */
interface Env {
  SECUCONNECT_ENVIRONMENT: 'testing';
  SECUCONNECT_CLIENT_ID: string;
  SECUCONNECT_CLIENT_SECRET: string;
  ASSETS: { fetch(request: Request): Promise<Response> };
}
export const ofWorker = (env: Env) => new Secuconnect(optionsFromEnv(env));

export async function statuses() {
  for await (const one of secuconnect.smart.transactions.list()) one.status satisfies string | null | undefined;
}
