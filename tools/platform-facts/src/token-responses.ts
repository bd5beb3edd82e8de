/** How long a token is valid, in seconds. */
export const TOKEN_LIFETIME_SECONDS = 1200;

/** The JSON of a success of `POST /oauth/token`. */
export interface TokenResponse {
  readonly access_token: string;
  /** In seconds. */
  readonly expires_in: number;
  readonly token_type?: string | undefined;
  readonly refresh_token?: string | undefined;
}

/** What the token endpoint responds with. Only some grants get a refresh token. */
export const tokenResponse = (
  accessToken: string,
  { expiresIn = TOKEN_LIFETIME_SECONDS, refreshToken }: { expiresIn?: number; refreshToken?: string } = {},
): TokenResponse => ({
  access_token: accessToken,
  expires_in: expiresIn,
  token_type: 'bearer',
  ...(refreshToken !== undefined && { refresh_token: refreshToken }),
});

/** An error of the token endpoint, which speaks OAuth: status 400 and this body. */
export const tokenError = (
  error: string,
  description?: string,
): { readonly status: 400; readonly body: { readonly error: string; readonly error_description?: string } } => ({
  status: 400,
  body: { error, ...(description !== undefined && { error_description: description }) },
});
