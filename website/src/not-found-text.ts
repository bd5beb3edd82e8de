/** What a reader sees at an address without a page. */
export const NOT_FOUND = { title: 'This page does not exist', link: 'To the first page' } as const;
