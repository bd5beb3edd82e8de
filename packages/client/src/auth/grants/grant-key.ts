/** Joins the parts of a key. They are encoded, so that different parts never give the same key. */
export const grantKey = (...parts: string[]): string => parts.map(encodeURIComponent).join(':');
