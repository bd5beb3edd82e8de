/** Whether a content type is a documented one, which may be `text/*`. Parameters such as the charset do not count. */
export function isOfType(type: string, documented: string): boolean {
  const [sent, wanted] = [type, documented].map((one) => one.split(';')[0]!.trim().toLowerCase());
  const [kind, subtype] = wanted!.split('/');
  return sent === wanted || kind === '*' || (subtype === '*' && sent!.startsWith(`${kind}/`));
}
