import { randomBytes, randomInt } from 'node:crypto';

const randomHex = (bytes = 12): string => randomBytes(bytes).toString('hex');

/** Secrets of all kinds, different in each run, with characters that have to be escaped in transit. */
export const makeSecrets = () => ({
  clientSecret: `cs&${randomHex()}/+"=`,
  accessToken: `at-${randomHex()}`,
  refreshToken: `rt&${randomHex()}=`,
  password: `pw "${randomHex()}"`,
  cardNumber: randomCardNumber(),
  passcode: `pc-${randomHex()}`,
});

export type Secrets = ReturnType<typeof makeSecrets>;

/** A number with the check digit of a card number. */
function randomCardNumber(): string {
  const digits = `4${Array.from({ length: 14 }, () => randomInt(10)).join('')}`;
  const sum = [...digits]
    .reverse()
    .map((digit, index) => Number(digit) * (index % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The encodings in which a secret can appear. Its longest run of plain characters is enough to find it in most of them. */
function encodingsOf(secret: string): string[] {
  const core = secret.match(/[\w-]{8,}/)?.[0] ?? secret;
  return [core, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
}

/** The names of the secrets that a string contains. */
export const leaksIn = (text: string, secrets: Secrets): string[] =>
  Object.entries(secrets)
    .filter(([, secret]) => encodingsOf(secret).some((encoded) => text.includes(encoded)))
    .map(([name]) => name);
