import { randomBytes, randomInt } from 'node:crypto';

const random = (bytes = 12): string => randomBytes(bytes).toString('hex');

/** Secrets of all kinds, new in each run, and with characters that have to be escaped on their way. */
export const makeSecrets = () => ({
  clientSecret: `cs&${random()}/+"=`,
  accessToken: `at-${random()}`,
  refreshToken: `rt&${random()}=`,
  password: `pw "${random()}"`,
  cardNumber: cardNumber(),
  passcode: `pc-${random()}`,
});

export type Secrets = ReturnType<typeof makeSecrets>;

/** A number that passes for one of a card. */
function cardNumber(): string {
  const digits = `4${Array.from({ length: 14 }, () => randomInt(10)).join('')}`;
  const sum = [...digits]
    .reverse()
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** The spellings in which a secret can turn up. The longest run of plain characters is enough to find it in most of them. */
export function spellingsOf(secret: string): string[] {
  const core = secret.match(/[\w-]{8,}/)?.[0] ?? secret;
  return [core, Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
}

/** Which of the secrets are in a text. */
export const leaksIn = (text: string, secrets: Secrets): string[] =>
  Object.entries(secrets)
    .filter(([, secret]) => spellingsOf(secret).some((spelling) => text.includes(spelling)))
    .map(([name]) => name);
