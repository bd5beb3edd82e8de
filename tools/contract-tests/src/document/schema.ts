import { flattenSchema as shapeIn, type Schema, type FlatSchema } from '@secuconnect/mock/values';
import { follow } from './document.ts';

export { typesOf, type Schema } from '@secuconnect/mock/values';

/** A schema of the document with merged `allOf`. */
export const flattenSchema = (schema: Schema): FlatSchema => shapeIn(schema, follow);
