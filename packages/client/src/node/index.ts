export { fileTokenStore } from './file-token-store.ts';
export { fileFromPath, saveDownload } from './files.ts';
