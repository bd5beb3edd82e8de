import { format, resolveConfig } from 'prettier';

/** A text in the font of code. */
export const code = (text: string): string => `\`${text}\``;

/** A table with a row of headings. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** A page as it is committed, in the style of this repository. */
export const formattedPage = async (page: string): Promise<string> =>
  format(page, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
