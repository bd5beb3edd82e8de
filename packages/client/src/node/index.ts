export { fileSource, saveTo, type Saveable } from './files.ts';
