/** The languages of texts for users, as the platform names them. */
export type Language = 'en_GB' | 'de_DE';

/** The German texts for users. Everything else in an error is English for every caller. */
const GERMAN: Readonly<Record<string, string>> = {
  'Please try again.': 'Bitte versuchen Sie es noch einmal.',
  'Not allowed.': 'Nicht erlaubt.',
  'Please sign in again.': 'ungültiger Token',
  'It does not exist.': 'Nicht vorhanden.',
  'It exists already.': 'Bereits vorhanden.',
  'Please check your input.': 'Bitte prüfen Sie Ihre Eingabe.',
  'Please choose another way to pay.': 'Bitte wählen Sie eine andere Zahlungsart.',
};

/** @param accepted The header `Accept-Language`. Every language but German gets English. */
export const languageOf = (accepted: string | null): Language =>
  /^\s*de(?![a-z])/i.test(accepted ?? '') ? 'de_DE' : 'en_GB';

/** A text for users in a language; in English, if there is no other. */
export const inLanguage = (language: Language, text: string | null | undefined): string | null | undefined =>
  language === 'de_DE' ? (GERMAN[text ?? ''] ?? text) : text;
