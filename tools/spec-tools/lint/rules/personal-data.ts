import { nodeOf } from '../../shared/json.ts';
import { finding, type Rule } from '../../spec-files/spec-view.ts';

/** Words in names of fields that may hold data of a person. A word is what stands between underscores or capital letters. */
const WORDS = new Set(
  `name forename surname firstname lastname companyname salutation title gender dob birth birthplace birthday birthdate nationality
  email mail phone mobile fax telephone address street city zip postal country contact contactdata userdata customdata user
  iban bic bankname bankcode owner holder pan accountnumber cardnumber account ip vat taxid
  csc cvc pin passcode password secret apikey note notes purpose receipt lat lon`.split(/\s+/),
);

/** Words of fields that are no data of a person, with any other word. */
const NEUTRAL = new Set(['amount', 'rate', 'url', 'urls']);

const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/tax_(?:id|number)/, 'taxid')
    .split(/[_-]/);

/** A field with a name of personal data says in `x-personal-data` what it is, or `none`. True and false need no mark. */
export const personalDataIsMarked: Rule = ({ visits }) =>
  visits
    .filter(({ kind }) => kind === 'schema')
    .flatMap((visit) =>
      Object.entries(nodeOf(visit.value['properties'])).flatMap(([name, schema]) => {
        const words = wordsOf(name);
        if (!words.some((word) => WORDS.has(word)) || words.some((word) => NEUTRAL.has(word))) return [];
        const field = nodeOf(schema);
        const types = [field['type'] ?? []].flat().filter((type) => type !== 'null');
        const isYesOrNo = types.length > 0 && types.every((type) => type === 'boolean');
        if (isYesOrNo || field['x-personal-data'] !== undefined) return [];
        return [
          finding(
            visit,
            `The field ${name} may hold personal data`,
            'Mark it with x-personal-data: contact, identity, bank, account-number, text or secret; or with none',
            'properties',
            name,
          ),
        ];
      }),
    );
