/** A key made of several parts, encoded so that no two lists of parts give the same key. */
export const grantKey = (...parts: string[]): string => parts.map(encodeURIComponent).join(':');
