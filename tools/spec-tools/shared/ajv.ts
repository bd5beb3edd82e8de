import formats from 'ajv-formats';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

export type Validator = Ajv2020;
export type Check = ValidateFunction;

// At run time the default export of this CommonJS module is the function itself, which its types do not say.
const addFormats = formats as unknown as (ajv: Ajv2020) => void;

/** A validator for JSON Schema 2020-12, the dialect of OpenAPI 3.1, that ignores unknown keywords. */
export function validator(): Validator {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false, validateSchema: false });
  addFormats(ajv);
  return ajv;
}
