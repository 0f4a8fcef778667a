/**
 * Takes the place of `functions/shared/light/sign.ts` in the local bundle: in a simulation a call says who makes it and
 * to which service, as `short-call.ts` does, and nothing is hashed for a signature that nobody checks.
 */
import { type Credentials, authorization as signature } from '../../../../functions/shared/light/sign.ts';
import { currentCall } from './context.ts';

export const authorization = (
  of: { readonly service: string; readonly region: string; readonly body: string },
  headers: Readonly<Record<string, string>>,
  credentials: Credentials,
): string =>
  currentCall()?.short
    ? `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/20270101/${of.region}/${of.service}/aws4_request`
    : signature(of, headers, credentials);
