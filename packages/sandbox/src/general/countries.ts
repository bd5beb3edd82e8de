import type { AvailableCountry } from '@secuconnect/api';

/** The countries of Europe, and a few more that shops ship to. The platform's own list is not documented. */
const CODES =
  'AD AL AT AU BA BE BG CA CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT JP LI LT LU LV MC MD ME MK MT NL NO NZ PL PT RO RS SE SI SK SM TR UA US VA XK';

const ENGLISH = new Intl.DisplayNames(['en'], { type: 'region' });
const GERMAN = new Intl.DisplayNames(['de'], { type: 'region' });

/** The countries an address may lie in, ordered by their English names. */
export const COUNTRIES: readonly AvailableCountry[] = CODES.split(' ')
  .map((code) => ({ en: ENGLISH.of(code)!, iso_code: code, de: GERMAN.of(code)! }))
  .sort((a, b) => a.en.localeCompare(b.en, 'en'));
