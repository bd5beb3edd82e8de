import { renderMermaidSVG } from 'beautiful-mermaid';
import type { MarkdownRenderer } from 'vitepress';

/** Draws the diagrams in Mermaid of a page as pictures when the site is built, so that they need neither JavaScript nor another server. */
export function diagrams(markdown: MarkdownRenderer): void {
  const fence = markdown.renderer.rules.fence!;
  markdown.renderer.rules.fence = (tokens, at, options, env, self) => {
    const { info = '', content = '' } = tokens[at] ?? {};
    if (info.trim() !== 'mermaid') return fence(tokens, at, options, env, self);
    const before = tokens.slice(0, at).filter((token) => token.info.trim() === 'mermaid');
    return figure(content, before.length + 1);
  };
}

/** @param number Of the diagram on its page. */
function figure(source: string, number: number): string {
  const svg = renderMermaidSVG(source, { bg: '#ffffff', fg: '#1b1f24' })
    // The fonts of the system do.
    .replace(/@import url\([^)]*\);/, '');
  const picture = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  return `<div class="diagram" role="region" tabindex="0" aria-label="Diagram ${number}"><img src="${picture}" alt="State diagram; the table beside it has the same steps"></div>\n`;
}
