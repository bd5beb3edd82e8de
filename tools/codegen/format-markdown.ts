import { format, type Options } from 'prettier';

const SAMPLE = /^```ts\n(?<code>[\s\S]*?)^```$/gm;

/**
 * A generated page with its samples of code in the style of this repository. Prettier would also align the tables, which takes most of the time of a
 * generation, and makes one changed cell a change of the whole table.
 */
export async function formatMarkdown(text: string, style: Options | null): Promise<string> {
  const samples = await Promise.all(
    [...text.matchAll(SAMPLE)].map(({ groups }) => format(groups!['code']!, { ...style, parser: 'typescript' })),
  );
  const formatted = text.replaceAll(SAMPLE, () => `\`\`\`ts\n${samples.shift()!}\`\`\``);
  return `${formatted.replaceAll(/\n{3,}/g, '\n\n').trim()}\n`;
}
