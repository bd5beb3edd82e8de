import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

/** HTML whose values are escaped, as the `html` template of Hono makes it. */
export type Html = ReturnType<typeof html>;

export interface PageParts {
  readonly title: string;
  /** What is inside of `<main>`, below the title. */
  readonly content: Html;
  /** What is above `<main>`, in a header. */
  readonly header?: Html;
  /** Language of the page. @default `en` */
  readonly language?: string;
  /** What leads to other pages, above the title. The keyboard can skip it. */
  readonly navigation?: Html;
  /** Styles of this page alone. */
  readonly style?: string;
  /** Path of a script of the sandbox. A page works without it. */
  readonly script?: string;
  /** Whether it takes the width of a screen. */
  readonly wide?: boolean;
  readonly status?: 200 | 400 | 403 | 404 | 409;
  /** Origins that a form may lead to, besides the sandbox: browsers look at redirects, too. */
  readonly formTargets?: readonly string[];
}

/** A page of the sandbox: loads nothing from elsewhere, is in no frame, and is not kept. */
export function page(context: Context, parts: PageParts): Response | Promise<Response> {
  const { title, content, header, navigation, language = 'en', style = '', script, wide = false, status = 200 } = parts;
  const document = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}${raw(style)}
        </style>
        ${script !== undefined && scriptTag(script)}
      </head>
      <body class="${wide ? 'wide' : ''}">
        ${header !== undefined && html`<header>${header}</header>`}
        ${
          navigation &&
          html`<a class="skip" href="#main">Skip to the content</a>
            <header>${navigation}</header>`
        }
        <main id="main" tabindex="-1">
          <h1>${title}</h1>
          ${content}
        </main>
      </body>
    </html>`;
  return context.html(document, status, headersWith(parts.formTargets ?? []));
}

// Bundlers lower a tagged template that ends a script, with a helper that no source has.
const scriptTag = (path: string) => raw(`<script type="module" src="${encodeURI(path)}"></script>`);

const headersWith = (formTargets: readonly string[]): Record<string, string> => ({
  'cache-control': 'no-store',
  'content-security-policy': [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "script-src 'self'",
    "connect-src 'self'",
    'img-src data:',
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  // With `no-referrer`, browsers would send the forms of the page without its origin.
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
});
