export { exceptionFor, type Exception, type ExceptionName, type ExceptionPayload } from './exceptions.ts';
export { ListPages, type ListPage, type ListPageQuery } from './list-pages.ts';
export {
  deviceCodeResponse,
  TOKEN_LIFETIME_SECONDS,
  tokenError,
  tokenResponse,
  type DeviceCodeResponse,
  type TokenResponse,
} from './token-responses.ts';
