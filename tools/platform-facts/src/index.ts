export { exceptionFor, type Exception, type ExceptionName, type ExceptionPayload } from './exceptions.ts';
export { ListPages, type ListPage, type ListPageQuery } from './list-pages.ts';
export { TOKEN_LIFETIME_SECONDS, tokenError, tokenResponse, type TokenResponse } from './token-responses.ts';
