/**
 * Takes the place of `functions/shared/light/https.ts` in the local bundle: a signed request goes to the door in the
 * same process, without a socket.
 */
import { currentCall } from './context.ts';

export const post = async (request: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}): Promise<{ status: number; body: string }> => {
  const call = currentCall();
  if (!call) throw new Error('A function called AWS outside an invocation.');
  const sent = { method: 'POST', path: '/', headers: request.headers, body: Buffer.from(request.body) };
  const { status, body } = await call.send(sent);
  return { status, body: typeof body === 'string' ? body : Buffer.from(body).toString('utf8') };
};
