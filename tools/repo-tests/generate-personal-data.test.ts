import { expect, test } from 'vitest';
import type { Document } from '../codegen/document.ts';
import { personalDataOf } from '../codegen/personal-data.ts';

const text = (mark?: string) => ({ type: 'string', ...(mark && { 'x-personal-data': mark }) });
const object = (properties: object) => ({ type: 'object', properties });

/** The value of a constant in the generated module. */
function generated(schemas: object, name: string): unknown {
  const code = personalDataOf({ components: { schemas }, paths: {} } as unknown as Document);
  const [, value] = new RegExp(`export const ${name}[^=]*= ([^]*?)(?: as const)?;\n`).exec(code)!;
  return new Function(`return (${value})`)();
}

test('a name is personal if it is so in all models, but for those where it is true or false', () => {
  const schemas = {
    Person: object({ email: text('contact'), owner: text('bank'), city: text('contact') }),
    Shop: object({ email: text('contact'), owner: { type: ['boolean', 'null'] }, city: text('none') }),
  };
  expect(generated(schemas, 'PERSONAL_NAMES')).toEqual(['email', 'owner']);
});

test('a name that is personal in some models is told by the fields that only they have', () => {
  const schemas = {
    Person: object({ id: text(), name: text('contact'), surname: text('contact') }),
    Item: object({ id: text(), name: text('none'), total: text() }),
  };
  expect(generated(schemas, 'PERSONAL_BESIDE')).toEqual({ name: ['surname'] });
});

test('only names that are account numbers in all models show their last characters', () => {
  const schemas = {
    One: object({ iban: text('account-number'), value: text('account-number') }),
    Two: object({ value: text('text') }),
  };
  expect(generated(schemas, 'ACCOUNT_NUMBER_NAMES')).toEqual(['iban']);
});

test('fields without a mark inside of personal data stay, also those of models at any depth', () => {
  const schemas = {
    Customer: object({ id: text(), contact: { $ref: '#/components/schemas/Contact', 'x-personal-data': 'contact' } }),
    Contact: object({ kind: text(), addresses: { type: 'array', items: { $ref: '#/components/schemas/Address' } } }),
    Address: object({ type: text(), city: text('contact') }),
  };
  expect(generated(schemas, 'NOT_PERSONAL_INSIDE')).toEqual(['addresses', 'kind', 'type']);
});

test('fields that are called as keywords are fields', () => {
  const properties = { properties: object({ email: text('contact') }), example: text('text'), default: text('text') };
  expect(generated({ Odd: object(properties) }, 'PERSONAL_NAMES')).toEqual(['default', 'email', 'example']);
});

test('the lengths of a contact include those of its address', () => {
  const schemas = {
    Contact: object({
      title: { ...text(), 'x-clip-length': 20 },
      fax: text(),
      address: { $ref: '#/components/schemas/Address' },
    }),
    Address: object({ city: { ...text(), 'x-clip-length': 50 } }),
  };
  expect(generated(schemas, 'CONTACT_LENGTHS')).toEqual({ title: 20, address: { city: 50 } });
});
