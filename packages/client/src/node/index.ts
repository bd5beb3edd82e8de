export { fileStore } from './file-store.ts';
export { fileSource, saveTo, type Saveable } from './files.ts';
