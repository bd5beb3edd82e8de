/** A user's project whose exports have explicit types, as `isolatedDeclarations` demands: each type has a public name. */
import {
  createTransport,
  downloadFile,
  memoryTokenStore,
  optionsFromEnv,
  Secuconnect,
  SmartTransactions,
  type ApiCall,
  type FileDownload,
  type Paginator,
  type RequestOptions,
  type SecuconnectOptions,
  type SmartTransaction,
  type TokenStore,
  type Transport,
} from '@secuconnect/client';
import { fileFromPath, type FileSource } from '@secuconnect/client/node';
import { createPushHandler, toNodeHandler, type NodeHandler, type PushHandler } from '@secuconnect/client/pushes';
import { createFakeApi, type FakeApi } from '@secuconnect/client/testing';

export const options: SecuconnectOptions = optionsFromEnv();
export const secuconnect: Secuconnect = new Secuconnect(options);
export const transport: Transport<RequestOptions> = createTransport(options);
export const transactions: SmartTransactions = new SmartTransactions(transport);
export const call: ApiCall<SmartTransaction> = transactions.get('STX_1');
export const list: Paginator<SmartTransaction> = secuconnect.smart.transactions.list();
export const store: TokenStore = memoryTokenStore();
export const source: Promise<FileSource> = fileFromPath('file');
export const download: Promise<FileDownload> = downloadFile(secuconnect, 'DUP_1');
export const handler: PushHandler = createPushHandler({ secuconnect, handlers: {} } as never);
export const server: NodeHandler = toNodeHandler(handler);
export const fake: FakeApi = createFakeApi();
