export type { FileSource } from '../files/file-source.ts';
export { fileFromPath } from './file-from-path.ts';
export { fileTokenStore } from './file-token-store.ts';
export { saveDownload } from './save-download.ts';
