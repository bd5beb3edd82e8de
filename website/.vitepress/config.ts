import { defineConfig, type UserConfig } from 'vitepress';
import { diagrams } from '../src/diagrams.ts';
import { sidebar } from '../src/navigation.ts';
import { NOT_FOUND } from '../src/not-found-text.ts';
import { outsideLinks } from '../src/outside-links.ts';
import { DOCS, sitePath } from '../src/pages.ts';
import { indexOptions, searchOptions } from '../src/search-options.ts';

type Plugin = Exclude<NonNullable<NonNullable<UserConfig['vite']>['plugins']>[number], false | null | undefined>;

/** The pages are in a folder without packages: what they become imports those of this folder. */
const packagesForPages = {
  name: 'packages-for-pages',
  enforce: 'pre',
  resolveId(source: string, importer: string | undefined) {
    if (!importer?.startsWith(DOCS) || !/^vue(?:\/|$)/.test(source)) return null;
    return (this as unknown as { resolve(source: string, importer: string): unknown }).resolve(
      source,
      import.meta.filename,
    );
  },
} as Plugin;

export default defineConfig({
  lang: 'en',
  title: 'Secuconnect',
  description: 'The TypeScript SDK of the Secuconnect payment API 2.0',
  srcDir: '../docs',
  outDir: '../.cache/site',
  cacheDir: '../.cache/vitepress',
  rewrites: (page) => sitePath(page).replace(/\.html$/, '.md'),
  lastUpdated: false,
  vite: { plugins: [packagesForPages] },
  // VitePress writes this page without contents, also if there is a 404.md.
  transformHtml: (html, file) =>
    file.endsWith('404.html')
      ? html.replace(
          '</body>',
          `<noscript><main><h1>${NOT_FOUND.title}</h1><a href="/">${NOT_FOUND.link}</a></main></noscript></body>`,
        )
      : undefined,
  // Themes whose colours have enough contrast.
  markdown: {
    config: (markdown) => {
      outsideLinks(markdown);
      diagrams(markdown);
    },
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
  },
  themeConfig: {
    sidebar: sidebar(),
    outline: [2, 3],
    search: { provider: 'local', options: { miniSearch: { options: indexOptions, searchOptions } } },
    socialLinks: [{ icon: 'github', link: 'https://github.com/secuconnect/secuconnect-client' }],
  },
});
