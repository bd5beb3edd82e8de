import { shapeOf as shapeIn, type Schema, type Shape } from '@secuconnect/mock/values';
import { resolve } from './document.ts';

export { typesOf, type Schema } from '@secuconnect/mock/values';

/** A schema of the document with its `allOf` parts put together. */
export const shapeOf = (schema: Schema): Shape => shapeIn(schema, resolve);
