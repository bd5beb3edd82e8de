/** Where a link may lead, if it is no address of the web: an app, and nothing that a browser would run or read itself. */
const APP = /^[a-z][a-z\d+.-]*:\/\//i;
const NO_APP =
  /^(?:about|blob|chrome|chrome-extension|data|devtools|edge|file|filesystem|ftp|javascript|moz-extension|resource|vbscript|view-source|wss?):/i;
/** Hosts that a content security policy can name. */
const NAMED_ORIGIN = /^https?:\/\/[a-z\d.-]+(?::\d+)?$/;

/** Where a payer returns to: a page of the web is opened by itself, an app by a link that the payer clicks. */
export interface ReturnTarget {
  readonly kind: 'web' | 'app';
  readonly url: string;
}

/** @returns `undefined` for an address that no page may lead to, such as `javascript:`, or that is not one. */
export function returnTarget(url: string | null | undefined): ReturnTarget | undefined {
  if (url == null || !URL.canParse(url)) return undefined;
  const { href, protocol } = new URL(url);
  if (protocol === 'http:' || protocol === 'https:') return { kind: 'web', url: href };
  return APP.test(href) && !NO_APP.test(href) ? { kind: 'app', url: href } : undefined;
}

/** What `form-action` has to allow, because Chromium looks at the redirects of a form. */
export function formTargets(urls: readonly (string | null | undefined)[]): string[] {
  const origins = urls.flatMap((url) => {
    const target = returnTarget(url);
    if (target?.kind !== 'web') return [];
    const { origin, protocol } = new URL(target.url);
    return [NAMED_ORIGIN.test(origin) ? origin : protocol];
  });
  return [...new Set(origins)];
}
