export { fileStore } from './file-token-store.ts';
export { fileSource, saveTo, type Saveable } from './files.ts';
