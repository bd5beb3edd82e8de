import type { Options, SearchOptions } from 'minisearch';

/** A section of a page, as the index of the site has it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly titles: readonly string[];
  readonly text: string;
}

/** Words of the API are found whole and by their parts: `payment.transactions.cancel`, `waitForStatus`, `SECUCONNECT_CLIENT_ID`. */
function tokenize(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}_$]+/gu) ?? [];
  return words.flatMap((word) => {
    const parts = word
      .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
      .split(/[\s_]+/)
      .filter((part) => part !== '');
    return parts.length > 1 ? [word, ...parts] : [word];
  });
}

/** A word as the index keeps it; `null` for one that says nothing about a page. VitePress sends this function to the browser: it uses nothing outside of itself. */
function processTerm(term: string): string | null {
  const common =
    ' a an and are as at be by can do does for from get how i if in is it me my of on or our the their then there to us was we what when where which who why will with you your ';
  const lower = term.toLowerCase();
  if (common.includes(` ${lower} `)) return null;
  // `refunds` finds `refund`.
  return lower.length > 3 ? lower.replace(/(?<![su])s$/, '') : lower;
}

/** How the index is built and searched: the site and the test of its questions use the same. */
export const indexOptions: Pick<Options<Section>, 'tokenize' | 'processTerm'> = { tokenize, processTerm };

/** Guides explain, and are found before the reference; lists of everything come last. VitePress sends this function to the browser, too. */
function boostDocument(id: string): number {
  if (/^\/exports\/|^\/migration\/calls|^\/reference\/models\/(?:#|$)/.test(id)) return 0.35;
  if (id.startsWith('/reference/models/')) return 0.8;
  return /^\/(?:guides|migration)\/|^\/configuration/.test(id) ? 1.6 : 1;
}

export const searchOptions: SearchOptions = {
  boostDocument,
  prefix: (term) => term.length > 2,
  fuzzy: (term) => (term.length > 4 ? 0.2 : false),
  boost: { title: 4, titles: 1.5, text: 1 },
};
