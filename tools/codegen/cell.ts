/** A text as a cell of a table in Markdown, which is one line. */
export const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().replaceAll('|', '\\|');
