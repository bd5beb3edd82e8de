/** Fields of a token request whose values must not appear anywhere. */
export const SECRET_FIELDS: readonly string[] = ['client_secret', 'password', 'code', 'refresh_token'];
