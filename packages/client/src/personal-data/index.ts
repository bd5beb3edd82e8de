/** Masks personal data and secrets in responses before they are stored or logged, and clips contacts before they are sent. */
export { clipContact } from './clip-contact.ts';
export { maskPersonalData } from './mask-personal-data.ts';
export { maskSecrets } from './mask-secrets.ts';
