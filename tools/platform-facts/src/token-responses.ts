/** How long a token is valid, in seconds. */
export const TOKEN_LIFETIME_SECONDS = 1200;

/** The JSON of a success of `POST /oauth/token`. */
export interface TokenResponse {
  readonly access_token: string;
  /** In seconds. */
  readonly expires_in: number;
  readonly token_type?: string | undefined;
  readonly refresh_token?: string | undefined;
  /** Null for devices. */
  readonly scope?: string | null | undefined;
}

/** The JSON with which a device login starts. */
export interface DeviceCodeResponse {
  readonly device_code: string;
  readonly user_code: string;
  readonly verification_url?: string | undefined;
  /** In seconds. */
  readonly expires_in: number;
  /** How often to poll, in seconds. */
  readonly interval?: number | undefined;
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

/** What the token endpoint responds with when a device login starts. */
export const deviceCodeResponse = (deviceCode: string, userCode: string): DeviceCodeResponse => ({
  device_code: deviceCode,
  user_code: userCode,
  verification_url: 'https://www.secuoffice.com/',
  expires_in: TOKEN_LIFETIME_SECONDS,
  interval: 5,
});

/** An error of the token endpoint, which speaks OAuth: status 400 and this body. */
export const tokenError = (
  error: string,
  description?: string,
): { readonly status: 400; readonly body: { readonly error: string; readonly error_description?: string } } => ({
  status: 400,
  body: { error, ...(description !== undefined && { error_description: description }) },
});
