import formats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { openApiDocument } from '../document/document.ts';
import type { Schema } from '../document/schema.ts';

// At run time the default export of this CommonJS module is the function itself, which its types do not say.
const addFormats = formats as unknown as (ajv: Ajv2020) => void;

const checks = new Map<string, ValidateFunction>();
let ajv: Ajv2020 | undefined;

function validator(): Ajv2020 {
  if (ajv) return ajv;
  ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false, allErrors: false });
  addFormats(ajv);
  // Only the schemas, under an id of their own, so that their references (`#/components/schemas/…`) resolve.
  ajv.addSchema({ $id: 'document', components: { schemas: openApiDocument()['components']['schemas'] } });
  return ajv;
}

/**
 * Whether the document's schema allows a value. The verdict is independent of Prism: a newer Ajv validates in the dialect of OpenAPI 3.1,
 * without the transformations that Prism applies to schemas.
 */
export function isValid(schema: Schema, value: unknown): boolean {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"document#/components/');
  let check = checks.get(text);
  if (!check) checks.set(text, (check = validator().compile(JSON.parse(text))));
  return check(value);
}
