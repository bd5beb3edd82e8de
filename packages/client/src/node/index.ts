export type { FileSource } from '../files/file-source.ts';
export { fileFromPath } from './file-from-path.ts';
export type { TokenStore } from '../auth/stores/token-store.ts';
export type { StoredToken } from '../auth/token.ts';
export { fileTokenStore } from './file-token-store.ts';
export { saveDownload } from './save-download.ts';
export type { NodeFetch, NodeFetchOptions } from './fetch/node-fetch.ts';
export { nodeFetch } from './fetch/node-fetch.ts';
export { fileJournal } from './file-journal.ts';
