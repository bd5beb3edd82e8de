import { tokenError, tokenResponse } from '@secuconnect/platform-facts';

function parseFields(body: string, contentType: string): Record<string, unknown> {
  if (!/json/i.test(contentType)) return Object.fromEntries(new URLSearchParams(body));
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Mocks `POST /oauth/token`, which is not in the OpenAPI document, for the client credentials grant. */
export function respondToTokenRequest(
  body: string,
  contentType: string,
  count: number,
): { status: number; body: object } {
  const fields = parseFields(body, contentType);
  const text = (name: string) => (typeof fields[name] === 'string' ? fields[name] : '');
  if (text('grant_type') !== 'client_credentials') {
    return tokenError('unsupported_grant_type', 'The mock supports the grant type client_credentials only');
  }
  if (!text('client_id') || !text('client_secret') || text('client_secret') === 'wrong') {
    return tokenError('invalid_client', 'The client credentials are invalid');
  }
  // Each token differs, so that a test sees whether a client requested another one.
  return { status: 200, body: { ...tokenResponse(`mock-${count}`), scope: text('scope') || 'mock' } };
}
